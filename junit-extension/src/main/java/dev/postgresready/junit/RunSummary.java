package dev.postgresready.junit;

import dev.postgresready.report.Phase;
import dev.postgresready.report.RunReport;
import dev.postgresready.report.Timeline;
import dev.postgresready.request.MatrixCell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in one line what a run really used. The only place of the extension that prints: a run has no other end. */
final class RunSummary {

    private RunSummary() {}

    /** Write the report file and print the line; a report that cannot be written is said there and fails nothing. */
    static void tell(RunReport report, Map<MatrixCell, Optional<String>> matrix) {
        System.err.println(line(report) + matrix(matrix) + "; " + written(report, matrix));
    }

    static String line(RunReport report) {
        List<String> parts = new ArrayList<>();
        for (RunReport.Server server : report.servers()) {
            parts.add(server.provider().label() + " Postgres " + server.connected());
        }
        if (parts.isEmpty()) {
            return "Postgres Ready: no Postgres was used";
        }
        return "Postgres Ready: " + String.join(" and ", parts) + ", " + databases(report) + phases(report)
                + notes(report) + notUsed(report);
    }

    /** How many databases were handed out. */
    static long handedOut(RunReport report) {
        return report.steps().stream()
                .filter(step -> step.phase() == Phase.CLONE)
                .count();
    }

    /** What each phase cost, in the order of the phases. */
    static Map<Phase, Duration> costs(RunReport report) {
        Map<Phase, Duration> costs = new EnumMap<>(Phase.class);
        for (Timeline.Step step : report.steps()) {
            costs.merge(step.phase(), step.took(), Duration::plus);
        }
        return costs;
    }

    private static String databases(RunReport report) {
        long count = handedOut(report);
        return count + (count == 1 ? " database" : " databases");
    }

    private static String phases(RunReport report) {
        StringBuilder text = new StringBuilder();
        costs(report)
                .forEach((phase, cost) -> text.append("; ")
                        .append(phase.label())
                        .append(' ')
                        .append(cost.toMillis())
                        .append(" ms"));
        return text.toString();
    }

    private static String notes(RunReport report) {
        StringBuilder text = new StringBuilder();
        report.notes().forEach(note -> text.append("; ").append(note));
        return text.toString();
    }

    private static String notUsed(RunReport report) {
        List<String> others = report.servers().stream()
                .flatMap(server -> server.others().stream())
                .distinct()
                .toList();
        return others.isEmpty() ? "" : "; not used: " + String.join(", ", others);
    }

    private static String matrix(Map<MatrixCell, Optional<String>> matrix) {
        List<String> cells = new ArrayList<>();
        matrix.forEach((cell, answer) ->
                cells.add(cell + answer.map(version -> " -> " + version).orElse(" was never connected to")));
        return cells.isEmpty() ? "" : "; matrix " + String.join(", ", cells);
    }

    private static String written(RunReport report, Map<MatrixCell, Optional<String>> matrix) {
        Path file = ReportFile.location();
        try {
            ReportFile.write(report, matrix, file);
            return "report " + file;
        } catch (IOException | RuntimeException | LinkageError e) {
            return "report not written: " + e;
        }
    }
}
