package dev.postgresready.cli;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 and COPY have it: a header, then rows; an unquoted empty field is NULL. */
record CsvRows(PrintWriter out) implements RowPrinter {

    @Override
    public void rows(ResultSet result) throws SQLException {
        int count = result.getMetaData().getColumnCount();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            labels.add(field(result.getMetaData().getColumnLabel(i)));
        }
        out.println(String.join(",", labels));
        while (result.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                fields.add(field(result.getString(i)));
            }
            out.println(fields.stream().collect(Collectors.joining(",")));
        }
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
