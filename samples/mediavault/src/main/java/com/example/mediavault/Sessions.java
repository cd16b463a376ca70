package com.example.mediavault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps who is signed in, in the table that connect-pg-simple uses too. Thread-safe. */
public final class Sessions {

    /** The other library counts seconds: 86400, not 86400000. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

    private static final String OPEN = "insert into sessions (sid, sess, expire) select ?, jsonb_build_object("
            + "'cookie', jsonb_build_object('path', '/', 'secure', true, 'expires', ends),"
            + " 'passport', jsonb_build_object('user', ?::text)), ends from (values (?::timestamptz)) as cookie (ends)";

    private static final String FIND = "select user_id from sessions where sid = ? and expire > ?";

    private static final String KEEP = "update sessions set expire = ends, sess = jsonb_set(sess, '{cookie,expires}',"
            + " to_jsonb(ends)) from (values (?::timestamptz)) as cookie (ends) where sid = ? and expire > ?";

    private static final String SWEEP = "delete from sessions where expire <= ?";

    private final DataSource source;
    private final Clock clock;

    public Sessions(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Open a session of a user and tell its id. */
    public String open(String user) throws SQLException {
        String sid = Tokens.random();
        try (Connection connection = source.getConnection();
                PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setString(1, sid);
            open.setString(2, user);
            open.setObject(3, now().plus(TIME_TO_LIVE));
            open.executeUpdate();
            return sid;
        }
    }

    /** Tell whose session it is; empty where it ended, or never was. */
    public Optional<String> user(String sid) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, sid);
            find.setObject(2, now());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Let a session live for its whole time again; false where it ended already. */
    public boolean keep(String sid) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, now().plus(TIME_TO_LIVE));
            keep.setString(2, sid);
            keep.setObject(3, now());
            return keep.executeUpdate() == 1;
        }
    }

    /** Remove the sessions that ended and tell how many. */
    public int sweep() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement sweep = connection.prepareStatement(SWEEP)) {
            sweep.setObject(1, now());
            return sweep.executeUpdate();
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
