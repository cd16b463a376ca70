package dev.postgresready.cli.call;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.CommonOptions;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.BackupException;
import dev.postgresready.diagnosis.Diagnosis;
import dev.postgresready.diagnosis.MigrationFailedException;
import dev.postgresready.diagnosis.OverlayRefusedException;
import dev.postgresready.diagnosis.PostgresReadyException;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.diagnosis.Secrets;
import dev.postgresready.diagnosis.SeedFailedException;
import dev.postgresready.diagnosis.Verdict;
import dev.postgresready.host.SandboxMarkers;
import dev.postgresready.request.InvalidRequestException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a message and an exit code; a stack trace only where it is asked for. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        StringWriter suggestions = new StringWriter();
        if (!UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(suggestions, true))) {
            String command = failure.getCommandLine().getCommandSpec().qualifiedName();
            suggestions.append("    fix: see ").append(command).append(" --help");
        }
        String message = Secrets.mask(String.valueOf(failure.getMessage())) + "\n"
                + suggestions.toString().stripTrailing();
        if (json(arguments)) {
            session.terminal().out().println(Json.text(json(failure, ExitCode.USAGE, message)));
        }
        session.terminal().err().println("error: " + message);
        return ExitCode.USAGE;
    }

    /** Whether the words ask for it, of which the parser has understood only some; those of a command to run are its own. */
    private static boolean json(String... arguments) {
        for (String word : arguments) {
            if (word.equals("--json") || word.equals("--")) {
                return word.equals("--json");
            }
        }
        return false;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) {
        Object command = line.getCommand();
        return tell(thrown, command instanceof SandboxCommand sandbox ? sandbox.options() : new CommonOptions());
    }

    /** Say why a command failed, in the form its options ask for, and give its exit code. */
    int tell(Exception thrown, CommonOptions options) {
        Exception failure = thrown instanceof PostgresUnavailableException unavailable
                ? unavailable.adaptedTo(
                        SandboxMarkers.read(session.environment()).surroundings())
                : thrown;
        boolean requested = session.interruption().requested();
        int code = requested ? ExitCode.INTERRUPTED : exitCode(failure);
        String message = requested ? "interrupted; nothing half-made is left" : message(failure, code);
        if (options.json()) {
            session.terminal().out().println(Json.text(json(failure, code, message)));
        }
        session.terminal().err().println("error: " + message);
        if (options.stacktrace()) {
            failure.printStackTrace(session.terminal().err());
        }
        return code;
    }

    /** Say what a JVM could not do any more, by the words of the call: no command is there to ask. */
    int tell(Error failure, String... arguments) {
        String message = failure instanceof OutOfMemoryError ? tooLarge(failure) : internal(failure);
        if (json(arguments)) {
            session.terminal().out().println(Json.text(json(failure, ExitCode.INTERNAL, message)));
        }
        session.terminal().err().println("error: " + message);
        if (List.of(arguments).contains("--stacktrace")) {
            failure.printStackTrace(session.terminal().err());
        }
        return ExitCode.INTERNAL;
    }

    private static String tooLarge(Error failure) {
        return "what was asked for takes more memory than the "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB that this JVM may use: " + failure.getMessage()
                + "\n    fix: ask for less at once, as with limit; or give it more, as with JAVA_TOOL_OPTIONS=-Xmx4g";
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandFailure own) {
            return own.exitCode();
        }
        if (failure instanceof InvalidRequestException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof OverlayRefusedException) {
            return ExitCode.FINDINGS;
        }
        if (failure instanceof BackupException backup) {
            return backup.finding().verdict() == Verdict.BLOCKED ? ExitCode.REFUSED : ExitCode.FINDINGS;
        }
        return failure instanceof PostgresReadyException ours ? exitCode(ours) : ExitCode.INTERNAL;
    }

    private static int exitCode(PostgresReadyException failure) {
        if (failure instanceof PostgresUnavailableException) {
            return ExitCode.NO_POSTGRES;
        }
        if (failure instanceof MigrationFailedException) {
            return ExitCode.MIGRATION_FAILED;
        }
        if (failure instanceof SeedFailedException) {
            return ExitCode.SEED_FAILED;
        }
        return switch (failure.phase()) {
            case MIGRATE -> ExitCode.MIGRATION_FAILED;
            case SEED -> ExitCode.SEED_FAILED;
            default -> ExitCode.NO_POSTGRES;
        };
    }

    private static String message(Exception failure, int code) {
        return code == ExitCode.INTERNAL ? internal(failure) : Secrets.mask(String.valueOf(failure.getMessage()));
    }

    private static String internal(Throwable failure) {
        return "internal error: " + failure.getClass().getName() + ": "
                + Secrets.mask(String.valueOf(failure.getMessage()))
                + "\n    fix: run again with --stacktrace and report what it prints";
    }

    private static Map<String, Object> json(Throwable failure, int code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("exit_code", code);
        error.put("message", message);
        if (failure instanceof PostgresUnavailableException unavailable) {
            error.put("findings", findings(unavailable.diagnoses()));
        }
        if (failure instanceof OverlayRefusedException refused) {
            error.put("findings", List.of(Json.finding(refused.finding())));
        }
        if (failure instanceof BackupException backup) {
            error.put("findings", List.of(Json.finding(backup.finding())));
        }
        Map<String, Object> document = Json.document();
        if (failure instanceof CommandFailure own) {
            document.putAll(own.results());
            error.putAll(own.details());
        }
        document.put("error", error);
        return document;
    }

    private static List<Map<String, Object>> findings(List<Diagnosis> diagnoses) {
        return diagnoses.stream()
                .flatMap(diagnosis -> diagnosis.findings().stream().map(finding -> {
                    Map<String, Object> entry = Json.finding(finding);
                    entry.put("provider", diagnosis.provider().label());
                    return entry;
                }))
                .toList();
    }
}
