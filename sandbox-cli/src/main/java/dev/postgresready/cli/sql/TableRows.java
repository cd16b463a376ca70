package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.ShownText;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Aligned columns, for people. Numbers stand to the right. Loops, as a lambda would take a short command's JVM longer. */
record TableRows(PrintWriter out) implements RowPrinter {

    @Override
    public void rows(ResultRows result) throws SQLException {
        List<List<String>> lines = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String label : result.labels()) {
            labels.add(cell(label));
        }
        lines.add(labels);
        for (List<@Nullable String> row = result.next(); row != null; row = result.next()) {
            List<String> cells = new ArrayList<>(row.size());
            for (String text : row) {
                cells.add(cell(text));
            }
            lines.add(cells);
        }
        print(lines, result);
        int count = lines.size() - 1;
        out.println("(" + count + (count == 1 ? " row)" : " rows)"));
    }

    @Override
    public void changed(String statement, long count) {
        String verb = statement.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        out.println(Set.of("INSERT", "UPDATE", "DELETE", "MERGE").contains(verb) ? verb + " " + count : verb);
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : ShownText.of(text.replace("\n", "\\n").replace("\t", "\\t"));
    }

    private void print(List<List<String>> lines, ResultRows result) throws SQLException {
        int count = lines.get(0).size();
        int[] widths = new int[count];
        boolean[] right = new boolean[count];
        for (int i = 0; i < count; i++) {
            for (List<String> line : lines) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
            right[i] = result.number(i);
        }
        for (int row = 0; row < lines.size(); row++) {
            result.goOn();
            out.println(line(lines.get(row), widths, right));
            if (row == 0) {
                out.println(rule(widths));
            }
        }
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blank = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : " | ").append(right[i] ? blank : cells.get(i));
            line.append(right[i] ? cells.get(i) : blank);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
        }
        return rule.toString();
    }
}
