package com.example.mediasearch;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds a user's files by words and by likeness, and remembers what was looked for. No statement names the user whose files
 * these are: the policies do, in every one. Thread-safe.
 */
public final class Search {

    private static final String BY_TEXT = "select filename, source_text from media_embeddings e"
            + " join media_files f on f.id = e.media_file_id where source_text %> ?"
            + " order by source_text <->> ?, filename limit ?";

    private static final String LIKE = "select filename, source_text from media_embeddings e"
            + " join media_files f on f.id = e.media_file_id where f.filename <> ?"
            + " order by embedding <=> (select embedding from media_embeddings p join media_files this"
            + " on this.id = p.media_file_id where this.filename = ? and is_primary) limit ?";

    private static final String REMEMBER = "with counted as"
            + " (update users set searches_this_month = searches_this_month + 1 returning id)"
            + " insert into search_history (user_id, query, search_type, result_count, duration_ms, created_at)"
            + " select id, ?, ?, ?, ?, ? from counted";

    private final UserTransactions transactions;
    private final Clock clock;

    public Search(DataSource source, Clock clock) {
        this.transactions = new UserTransactions(source);
        this.clock = clock;
    }

    /** Find files by words of their summary, or of what is spoken in them; misspelled ones too. */
    public List<Hit> byText(UUID user, String words, int most) throws SQLException {
        return remembered(user, "text", words, connection -> {
            try (PreparedStatement find = connection.prepareStatement(BY_TEXT)) {
                find.setString(1, words);
                find.setString(2, words);
                find.setInt(3, most);
                return hits(find);
            }
        });
    }

    /** Find files that look like one of the user's; needs pgvector. */
    public List<Hit> like(UUID user, String filename, int most) throws SQLException {
        return remembered(user, "similar", filename, connection -> {
            try (PreparedStatement find = connection.prepareStatement(LIKE)) {
                find.setString(1, filename);
                find.setString(2, filename);
                find.setInt(3, most);
                return hits(find);
            }
        });
    }

    private List<Hit> remembered(UUID user, String type, String query, UserTransactions.Work<List<Hit>> find)
            throws SQLException {
        return transactions.as(user, connection -> {
            long start = clock.millis();
            List<Hit> hits = find.on(connection);
            try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
                remember.setString(1, query);
                remember.setString(2, type);
                remember.setInt(3, hits.size());
                remember.setLong(4, clock.millis() - start);
                remember.setObject(5, OffsetDateTime.now(clock));
                remember.executeUpdate();
            }
            return hits;
        });
    }

    private static List<Hit> hits(PreparedStatement find) throws SQLException {
        List<Hit> hits = new ArrayList<>();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                hits.add(new Hit(rows.getString(1), rows.getString(2)));
            }
        }
        return hits;
    }
}
