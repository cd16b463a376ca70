package com.example.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts visits, in a statement that only Postgres understands. */
public final class Visits {

    private static final String COUNT = "insert into visits as v (page, count) values (?, 1)"
            + " on conflict (page) do update set count = v.count + 1 returning count";

    private final Connection connection;

    public Visits(Connection connection) {
        this.connection = connection;
    }

    /** Count one more visit of a page and tell how many there were. */
    public long count(String page) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, page);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
