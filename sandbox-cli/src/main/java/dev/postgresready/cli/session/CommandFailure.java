package dev.postgresready.cli.session;

/** Ends a command with an exit code, a message and a hint. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** With the next step, on a line of its own. */
    public CommandFailure(int exitCode, String message, String nextStep) {
        this(exitCode, message + "\n    fix: " + nextStep);
    }

    public int exitCode() {
        return exitCode;
    }
}
