package dev.postgresready.junit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads and writes the notes of {@code migrations/notes}. */
final class Rows {

    static final String NOTES = "classpath:migrations/notes";

    private Rows() {}

    static long notes(Connection connection) throws SQLException {
        return number(connection, "select count(*) from notes");
    }

    static void addNote(Connection connection) throws SQLException {
        execute(connection, "insert into notes (text) values ('from a test')");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
