package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.host.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The variables by which libpq, and what is built upon it, would be led past a database to another server, or be refused
 * by it; but those that are set for the database itself. What is only a matter of taste, as PGAPPNAME, is none of them.
 */
public final class ServerVariables {

    private static final String OPTIONS = "PGOPTIONS";

    /** Where the server is, which one of several, and what a session begins with. */
    private static final List<String> PLACE = List.of(
            "PGHOSTADDR",
            "PGSERVICE",
            "PGSERVICEFILE",
            "PGSYSCONFDIR",
            OPTIONS,
            "PGTARGETSESSIONATTRS",
            "PGLOADBALANCEHOSTS");

    /** How a login is protected. A server of somebody else's may ask for it, and its user rely upon it. */
    private static final List<String> PROTECTION = List.of(
            "PGPASSFILE",
            "PGREQUIREAUTH",
            "PGCHANNELBINDING",
            "PGSSLMODE",
            "PGREQUIRESSL",
            "PGSSLNEGOTIATION",
            "PGSSLCOMPRESSION",
            "PGSSLCERT",
            "PGSSLKEY",
            "PGSSLCERTMODE",
            "PGSSLROOTCERT",
            "PGSSLCRL",
            "PGSSLCRLDIR",
            "PGSSLSNI",
            "PGREQUIREPEER",
            "PGSSLMINPROTOCOLVERSION",
            "PGSSLMAXPROTOCOLVERSION",
            "PGGSSENCMODE",
            "PGKRBSRVNAME",
            "PGGSSLIB",
            "PGGSSDELEGATION",
            "PGMINPROTOCOLVERSION",
            "PGMAXPROTOCOLVERSION");

    private ServerVariables() {}

    /** Those to remove for a program that is to reach this database. */
    public static List<String> misleading(ConnectionInfo info) {
        List<String> names = new ArrayList<>(PLACE);
        if (ours(info)) {
            names.addAll(PROTECTION);
        }
        return List.copyOf(names);
    }

    /**
     * Let a session begin with what its user has set as well, where a database needs options of its own: those come last
     * and so count, its search path above all.
     */
    static void keepOptions(Map<String, String> variables, Environment environment) {
        variables.computeIfPresent(
                OPTIONS,
                (name, needed) -> environment
                        .variable(name)
                        .filter(theirs -> !theirs.equals(needed))
                        .map(theirs -> theirs.endsWith(" " + needed) ? theirs : theirs + " " + needed)
                        .orElse(needed));
    }

    /**
     * Refuse to hand out variables that lead elsewhere than our own connections do: past a lease that is a schema, where a
     * pooler takes no options of a session.
     */
    public static void refusePublic(ConnectionInfo info) {
        if (!info.leadsThereByItself()) {
            throw new CommandFailure(
                    ExitCode.NO_POSTGRES,
                    "the pooler at " + info.place()
                            + " refuses start-up options, so DATABASE_URL and the PG... variables"
                            + " would lead to the schema public of " + info.database() + " and not to the one made for"
                            + " this command; nothing was run",
                    "give the URL of the server behind the pooler, or of a login that may create databases: ALTER ROLE \""
                            + info.user().replace("\"", "\"\"") + "\" CREATEDB");
        }
    }

    /** A server of ours needs no parameters on a port; another one on this machine mostly has some. */
    private static boolean ours(ConnectionInfo info) {
        boolean here = info.host().startsWith("127.")
                || info.host().equals("localhost")
                || info.host().equals("[::1]");
        return info.localAddress().isPresent() || (here && info.parameters().isEmpty());
    }
}
