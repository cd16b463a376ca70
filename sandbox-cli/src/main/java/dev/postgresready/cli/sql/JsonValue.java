package dev.postgresready.cli.sql;

import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as JSON has it: a number where every reader gets the one that the server wrote, which most read as a double; a truth
 * value; and of everything else the server's text, which loses nothing.
 */
final class JsonValue {

    /** What the values of a column may become. */
    enum Kind {
        NUMBER,
        TRUTH,
        TEXT
    }

    private static final String NEGATIVE_ZERO = "-0";

    private JsonValue() {}

    static List<Kind> kinds(ResultSetMetaData columns) throws SQLException {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            kinds.add(kind(columns, i));
        }
        return kinds;
    }

    /** The driver takes an amount of money for a double, and a bit for a truth value. */
    private static Kind kind(ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL -> Kind.NUMBER;
            case Types.DOUBLE -> columns.getColumnTypeName(column).equals("float8") ? Kind.NUMBER : Kind.TEXT;
            case Types.BIT, Types.BOOLEAN -> columns.getColumnTypeName(column).equals("bool") ? Kind.TRUTH : Kind.TEXT;
            default -> Kind.TEXT;
        };
    }

    static @Nullable Object of(@Nullable String text, Kind kind) {
        if (text == null || kind == Kind.TEXT) {
            return text;
        }
        return kind == Kind.TRUTH ? (Object) text.startsWith("t") : number(text);
    }

    /** A number, or the text of one that a double does not hold: NaN, infinity, or with more digits. */
    private static Object number(String text) {
        try {
            double read = Double.parseDouble(text);
            if (text.equals(NEGATIVE_ZERO)) {
                return read;
            }
            BigDecimal written = new BigDecimal(text);
            boolean held = Double.isFinite(read) && new BigDecimal(Double.toString(read)).compareTo(written) == 0;
            return held ? written : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
