package dev.postgresready.cli.sql;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 and COPY have it: a header, then rows; an unquoted empty field is NULL. */
record CsvRows(PrintWriter out) implements RowPrinter {

    @Override
    public void rows(ResultRows result) throws SQLException {
        out.println(line(result.labels()));
        for (List<@Nullable String> row = result.next(); row != null; row = result.next()) {
            out.println(line(row));
        }
    }

    private static String line(List<? extends @Nullable String> fields) {
        return fields.stream().map(CsvRows::field).collect(Collectors.joining(","));
    }

    /** Only rows go into a CSV. */
    @Override
    public void changed(String statement, long count) {}

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
