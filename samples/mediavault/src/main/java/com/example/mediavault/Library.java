package com.example.mediavault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** Stores each content once for each user, within their quota, and logs it. Thread-safe. */
public final class Library {

    // uploads of one user wait for each other, so that two cannot both fit into what is left for one
    private static final String LOCK = "select from users where id = ? for no key update";

    // tag::dedup[]
    private static final String STORE = "insert into media_files"
            + " (uploaded_by, file_name, media_type, mime_type, size_bytes, sha256, storage_key, created_at)"
            + " values (?, ?, 'image', 'image/jpeg', ?, ?, ?, ?)"
            + " on conflict on constraint media_files_user_sha256 do nothing returning id";
    // end::dedup[]

    private static final String FITS = "select storage_quota_bytes >="
            + " (select coalesce(sum(size_bytes), 0) from media_files where uploaded_by = users.id)"
            + " + (select coalesce(sum(size_bytes), 0) from files where user_id = users.id) from users where id = ?";

    private static final String LOG = "insert into activity_logs"
            + " (user_id, action, entity_type, entity_id, ip_address, created_at)"
            + " values (?, 'upload', 'media_file', ?, ?::inet, ?)";

    private final DataSource source;
    private final Clock clock;

    public Library(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Store a picture for a user, or nothing at all. */
    public Storing store(String user, Picture picture) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Storing storing = store(connection, user, picture);
                if (storing == Storing.STORED) {
                    connection.commit();
                }
                return storing;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Storing store(Connection connection, String user, Picture picture) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement store = connection.prepareStatement(STORE);
                PreparedStatement log = connection.prepareStatement(LOG)) {
            lock.setString(1, user);
            lock.execute();
            store.setString(1, user);
            store.setString(2, picture.fileName());
            store.setLong(3, picture.bytes());
            store.setString(4, picture.sha256());
            store.setString(5, user + "/" + picture.sha256());
            store.setObject(6, now);
            try (ResultSet stored = store.executeQuery()) {
                if (!stored.next()) {
                    return Storing.HAD_IT;
                }
                log.setString(2, stored.getString(1));
            }
            log.setString(1, user);
            log.setString(3, picture.address());
            log.setObject(4, now);
            log.executeUpdate();
        }
        return fits(connection, user) ? Storing.STORED : Storing.NO_ROOM;
    }

    private static boolean fits(Connection connection, String user) throws SQLException {
        try (PreparedStatement fits = connection.prepareStatement(FITS)) {
            fits.setString(1, user);
            try (ResultSet row = fits.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
