package com.example.mediavault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Opens what users share to whoever has the link, for a time and a number of downloads. Thread-safe. */
public final class ShareLinks {

    // whose file it is, is asked by the statement that makes the link, not before it
    private static final String SHARE = "insert into share_links"
            + " (user_id, token, media_file_id, max_downloads, created_at, expires_at)"
            + " select uploaded_by, ?, id, ?, ?, ? from media_files where id = ? and uploaded_by = ?";

    // tag::open[]
    private static final String OPEN = "update share_links set download_count = download_count + 1"
            + " where token = ? and expires_at > ? and (max_downloads is null or download_count < max_downloads)"
            + " returning coalesce('album/' || album_id, 'media/' || media_file_id)";
    // end::open[]

    private final DataSource source;
    private final Clock clock;

    public ShareLinks(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Share one of a user's files and tell the link's token; empty where it is not theirs. */
    public Optional<String> share(String user, UUID file, Duration life, int downloads) throws SQLException {
        String token = Tokens.random();
        OffsetDateTime now = OffsetDateTime.now(clock);
        try (Connection connection = source.getConnection();
                PreparedStatement share = connection.prepareStatement(SHARE)) {
            share.setString(1, token);
            share.setInt(2, downloads);
            share.setObject(3, now);
            share.setObject(4, now.plus(life));
            share.setObject(5, file);
            share.setString(6, user);
            return share.executeUpdate() == 1 ? Optional.of(token) : Optional.empty();
        }
    }

    /** Count a download and tell what it is of; empty where the link has ended or is used up. */
    public Optional<String> open(String token) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setString(1, token);
            open.setObject(2, OffsetDateTime.now(clock));
            try (ResultSet row = open.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
