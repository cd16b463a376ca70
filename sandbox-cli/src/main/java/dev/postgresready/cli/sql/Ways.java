package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.ExitCode;

/**
 * What to do where the login that is connected may not do something.
 *
 * @param toPrivilege where the server says that the role may not
 * @param toWriting where the server says that the session may only read
 * @param guarded whether it may only read as one of our guards wants it so
 */
record Ways(String toPrivilege, String toWriting, boolean guarded) {

    private static final String BY_SERVER =
            "something else than us made the session read-only: a statement, default_transaction_read_only of the role or"
                    + " database, or a server that is a standby; name its primary";

    /** In a sandbox, as its owner. */
    static Ways owner() {
        return new Ways(
                "no role of a sandbox may do more than its owner; do it on a server of your own: --url",
                BY_SERVER,
                false);
    }

    /** In a sandbox, as the role of the application. */
    static Ways app() {
        return new Ways("the owner of the tables may: --role owner", BY_SERVER, false);
    }

    /** In a sandbox, as the role that only reads. */
    static Ways reader() {
        return new Ways(app().toPrivilege(), "the application may: --role app", true);
    }

    /** In a database of somebody else's. */
    static Ways foreign(boolean writable) {
        return new Ways(
                "put a user who may into the URL",
                writable ? BY_SERVER : "a database that is not a sandbox is changed only with --allow-writes",
                !writable);
    }

    int exitCodeOfWriting() {
        return guarded ? ExitCode.REFUSED : ExitCode.FINDINGS;
    }
}
