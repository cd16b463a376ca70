package dev.postgresready.cli.sql;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
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
        StringBuilder line = new StringBuilder();
        String before = "";
        for (String field : fields) {
            line.append(before).append(field(field));
            before = ",";
        }
        return line.toString();
    }

    /** Only rows go into a CSV. */
    @Override
    public void changed(String statement, long count) {}

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean quoted = text.isEmpty() || special(text);
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static boolean special(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
