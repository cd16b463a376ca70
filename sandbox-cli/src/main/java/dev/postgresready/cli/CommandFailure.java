package dev.postgresready.cli;

/** Ends a command with an exit code, a message and a hint. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** With the next step, on a line of its own. */
    CommandFailure(int exitCode, String message, String nextStep) {
        this(exitCode, message + "\n    fix: " + nextStep);
    }

    int exitCode() {
        return exitCode;
    }
}
