package dev.postgresready.cli.matrix;

import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.StepProgress;
import dev.postgresready.cli.session.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one table at the end of a matrix. */
final class MatrixTable {

    private static final List<String> HEAD =
            List.of("ASKED", "PROVIDER", "CONNECTED", "RESULT", "TIME", "OUTPUT", "FIRST FAILURE");

    /** Outputs are kept in .sandbox/matrix/ of the project. */
    private static final int DEPTH = 3;

    private MatrixTable() {}

    static String text(List<MatrixOutcome> outcomes, Terminal terminal) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        outcomes.forEach(outcome -> rows.add(row(outcome)));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder line = new StringBuilder(row == 0 ? space(terminal) : mark(outcomes.get(row - 1), terminal));
            for (int column = 0; column < HEAD.size(); column++) {
                line.append(' ').append(padded(rows, row, column));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(summary(outcomes));
        return String.join("\n", lines);
    }

    static Map<String, Object> json(List<MatrixOutcome> outcomes) {
        Map<String, Object> document = Json.document();
        document.put("passed", outcomes.stream().allMatch(MatrixOutcome::passed));
        document.put("runs", outcomes.stream().map(MatrixTable::json).toList());
        return document;
    }

    private static Map<String, Object> json(MatrixOutcome outcome) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("asked", outcome.cell().version().toString());
        outcome.cell().provider().ifPresent(kind -> run.put("provider", kind.label()));
        run.put(
                "connected",
                outcome.connected().stream()
                        .map(server -> Map.of(
                                "version", server.version(),
                                "provider", server.provider().label()))
                        .toList());
        run.put("passed", outcome.passed());
        run.put("result", outcome.result());
        run.put("exit_code", outcome.exitCode());
        run.put("millis", outcome.took().toMillis());
        run.put("first_failure", outcome.reason());
        run.put("output", outcome.output().toString());
        return run;
    }

    private static List<String> row(MatrixOutcome outcome) {
        return List.of(
                outcome.cell().version().toString(),
                outcome.cell().provider().map(kind -> kind.label()).orElse("any"),
                outcome.connected().isEmpty() ? "-" : outcome.servers(),
                outcome.result(),
                StepProgress.seconds(outcome.took()),
                inProject(outcome.output()),
                outcome.reason());
    }

    /** From the project on, which is where the caller stands or what he named. */
    private static String inProject(Path output) {
        int names = output.getNameCount();
        return output.subpath(names - DEPTH, names).toString();
    }

    /** As wide as a mark. */
    private static String space(Terminal terminal) {
        return terminal.unicode() ? " " : "  ";
    }

    private static String mark(MatrixOutcome outcome, Terminal terminal) {
        String mark = terminal.mark(outcome.passed() ? Terminal.Mark.GOOD : Terminal.Mark.BAD);
        return terminal.unicode() ? mark : (mark + " ").substring(0, 2);
    }

    private static String padded(List<List<String>> rows, int row, int column) {
        int width = rows.stream()
                .mapToInt(cells -> cells.get(column).length())
                .max()
                .orElse(0);
        String cell = rows.get(row).get(column);
        return cell + " ".repeat(width - cell.length() + 1);
    }

    private static String summary(List<MatrixOutcome> outcomes) {
        List<String> bad = outcomes.stream()
                .filter(outcome -> !outcome.passed())
                .map(outcome -> MatrixTask.label(outcome.cell()))
                .toList();
        return bad.isEmpty()
                ? "all " + outcomes.size() + " passed"
                : bad.size() + " of " + outcomes.size() + " did not pass: " + String.join(", ", bad);
    }
}
