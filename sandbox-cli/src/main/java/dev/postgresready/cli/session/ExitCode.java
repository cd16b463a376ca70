package dev.postgresready.cli.session;

/** What the exit code of a command says; stable, for scripts. */
public final class ExitCode {

    public static final int OK = 0;
    /** Findings, a failed check, or a statement that the server refused. */
    public static final int FINDINGS = 1;
    /** An option, argument or setting that cannot be used. */
    public static final int USAGE = 2;

    public static final int NO_POSTGRES = 3;
    public static final int MIGRATION_FAILED = 4;
    public static final int SEED_FAILED = 5;
    /** A safety guard refused. */
    public static final int REFUSED = 6;

    public static final int INTERNAL = 70;
    /** Interrupted, after clean-up. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
