package dev.postgresready.cli.matrix;

import dev.postgresready.report.ConnectionWitness;
import dev.postgresready.request.MatrixCell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of one run of a matrix.
 *
 * @param connected every server that the command was really connected to
 * @param exitCode of the command; -1 where it never ran
 * @param firstFailure in one line, or why nothing is known of connections; else empty
 * @param output the file with all that was said
 */
record MatrixOutcome(
        MatrixCell cell,
        Set<ConnectionWitness> connected,
        int exitCode,
        Duration took,
        String firstFailure,
        Path output) {

    /** The exit code of a command that was not even started. */
    static final int NOT_RUN = -1;

    MatrixOutcome {
        connected = Set.copyOf(connected);
    }

    boolean passed() {
        return exitCode == 0 && reached();
    }

    /** Whether the version, and the provider where one was named, is among what was connected to. */
    boolean reached() {
        return connected.stream()
                .anyMatch(server -> cell.isServedBy(server.version())
                        && cell.provider().map(server.provider()::equals).orElse(true));
    }

    String result() {
        if (exitCode == NOT_RUN) {
            return "not run";
        }
        if (exitCode != 0) {
            return "failed, exit " + exitCode;
        }
        return reached() ? "passed" : "never connected";
    }

    /** Why it did not pass, in one line. */
    String reason() {
        if (exitCode != 0) {
            return firstFailure;
        }
        if (reached()) {
            return "";
        }
        if (!connected.isEmpty()) {
            return "the command connected to " + servers() + " only";
        }
        return firstFailure.isEmpty() ? "the command ended well without connecting to " + cell : firstFailure;
    }

    String servers() {
        return connected.stream()
                .map(server -> server.version() + " " + server.provider().label())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
