package dev.postgresready.cli.sql;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Aligned columns, for people. Numbers stand to the right. */
record TableRows(PrintWriter out) implements RowPrinter {

    @Override
    public void rows(ResultRows result) throws SQLException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(result.labels());
        for (List<@Nullable String> row = result.next(); row != null; row = result.next()) {
            lines.add(row.stream().map(TableRows::cell).toList());
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
        return text == null ? "" : text.replace("\n", "\\n").replace("\t", "\\t");
    }

    private void print(List<List<String>> lines, ResultRows result) throws SQLException {
        int count = lines.get(0).size();
        int[] widths = new int[count];
        boolean[] right = new boolean[count];
        for (int i = 0; i < count; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0);
            right[i] = result.number(i);
        }
        for (int row = 0; row < lines.size(); row++) {
            out.println(line(lines.get(row), widths, right));
            if (row == 0) {
                out.println(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
            }
        }
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> {
                    String blank = " ".repeat(widths[i] - cells.get(i).length());
                    return right[i] ? blank + cells.get(i) : cells.get(i) + blank;
                })
                .collect(Collectors.joining(" | "))
                .stripTrailing();
    }
}
