package dev.postgresready.cli.session;

import java.util.Map;

/** Ends a command with an exit code, a message and a hint. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Map<String, Object> results;
    private final transient Map<String, Object> details;

    public CommandFailure(int exitCode, String message) {
        this(exitCode, message, Map.of(), Map.of());
    }

    private CommandFailure(int exitCode, String message, Map<String, Object> results, Map<String, Object> details) {
        super(message);
        this.exitCode = exitCode;
        this.results = results;
        this.details = details;
    }

    /** With the next step, on a line of its own. */
    public CommandFailure(int exitCode, String message, String nextStep) {
        this(exitCode, message + "\n    fix: " + nextStep);
    }

    /** The same, with what a JSON document also holds: results that there were before, and details of the error. */
    public CommandFailure telling(Map<String, Object> before, Map<String, Object> ofError) {
        return new CommandFailure(exitCode, String.valueOf(getMessage()), before, ofError);
    }

    /** Results that there were before. */
    public Map<String, Object> results() {
        return results;
    }

    /** What programs are told of the error besides its message. */
    public Map<String, Object> details() {
        return details;
    }

    public int exitCode() {
        return exitCode;
    }
}
