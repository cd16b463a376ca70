package dev.postgresready.cli;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Aligned columns, for people. Numbers stand to the right. */
record TableRows(PrintWriter out) implements RowPrinter {

    private static final Set<Integer> NUMBERS =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.DOUBLE);

    @Override
    public void rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<List<String>> lines = new ArrayList<>();
        lines.add(labels(columns));
        while (result.next()) {
            lines.add(cells(result, columns.getColumnCount()));
        }
        print(lines, columns);
        int count = lines.size() - 1;
        out.println("(" + count + (count == 1 ? " row)" : " rows)"));
    }

    @Override
    public void changed(String statement, long count) {
        String verb = statement.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        out.println(Set.of("INSERT", "UPDATE", "DELETE", "MERGE").contains(verb) ? verb + " " + count : verb);
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return labels;
    }

    private static List<String> cells(ResultSet result, int count) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String text = result.getString(i);
            cells.add(text == null ? "" : text.replace("\n", "\\n").replace("\t", "\\t"));
        }
        return cells;
    }

    private void print(List<List<String>> lines, ResultSetMetaData columns) throws SQLException {
        int count = columns.getColumnCount();
        int[] widths = new int[count];
        boolean[] right = new boolean[count];
        for (int i = 0; i < count; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0);
            right[i] = NUMBERS.contains(columns.getColumnType(i + 1));
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
