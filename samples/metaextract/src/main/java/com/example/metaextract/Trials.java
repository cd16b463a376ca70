package com.example.metaextract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts the free extractions of users who pay nothing. Thread-safe. */
public final class Trials {

    private static final String USE = "update trial_usages set extraction_count = extraction_count + 1,"
            + " last_used_at = now() where user_id = ? and extraction_count < extraction_limit";

    private final DataSource source;

    public Trials(DataSource source) {
        this.source = source;
    }

    /** Use one free extraction; false where none is left. */
    public boolean use(String user) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement use = connection.prepareStatement(USE)) {
            use.setString(1, user);
            return use.executeUpdate() == 1;
        }
    }
}
