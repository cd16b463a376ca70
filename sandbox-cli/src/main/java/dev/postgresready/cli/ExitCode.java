package dev.postgresready.cli;

/** What the exit code of a command says; stable, for scripts. */
final class ExitCode {

    static final int OK = 0;
    /** Findings, a failed check, or a statement that the server refused. */
    static final int FINDINGS = 1;
    /** An option, argument or setting that cannot be used. */
    static final int USAGE = 2;

    static final int NO_POSTGRES = 3;
    static final int MIGRATION_FAILED = 4;
    static final int SEED_FAILED = 5;
    /** A safety guard refused. */
    static final int REFUSED = 6;

    static final int INTERNAL = 70;
    /** Interrupted, after clean-up. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
