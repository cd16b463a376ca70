package com.example.mediavault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@PostgresReady(fixture = "mediavault")
class LibraryTest {

    private final Connection connection;
    private final Together together;
    private final Library library;

    LibraryTest(DataSource source, Connection connection) {
        this.connection = connection;
        this.together = new Together(source);
        this.library = new Library(source, Day.CLOCK);
    }

    @Test
    void storesOneContentOnceForAUserHoweverOftenItIsUploadedAtOnce() throws Exception {
        Picture picture = picture("dawn", 1_000_000);

        List<Storing> storings = together.call(12, () -> library.store("user-a", picture));

        assertThat(Collections.frequency(storings, Storing.STORED)).isEqualTo(1);
        assertThat(Collections.frequency(storings, Storing.HAD_IT)).isEqualTo(11);
        assertThat(library.store("user-b", picture)).isEqualTo(Storing.STORED);
    }

    @Test
    void fillsAQuotaToTheLastByteHoweverManyUploadAtOnce() throws Exception {
        long left = number("select storage_quota_bytes from users where id = 'new-user'");
        long third = left / 3;
        AtomicInteger names = new AtomicInteger();

        List<Storing> storings =
                together.call(8, () -> library.store("new-user", picture("part " + names.incrementAndGet(), third)));

        assertThat(Collections.frequency(storings, Storing.STORED)).isEqualTo(3);
        assertThat(Collections.frequency(storings, Storing.NO_ROOM)).isEqualTo(5);
        assertThat(number("select count(*) from activity_logs where user_id = 'new-user' and action = 'upload'"))
                .isEqualTo(3);
    }

    @Test
    void hasNoRoomForWhoeverIsFull() throws SQLException {
        assertThat(library.store("full-user", picture("one byte", 1))).isEqualTo(Storing.NO_ROOM);
    }

    /** Nineteen rules over rows of several tables: quotas, owners, the log of every upload, nothing after the clock. */
    @AfterEach
    void keepsTheRulesOfTheData() {
        assertThat(FixtureCatalog.named("mediavault").invariants())
                .hasSize(19)
                .allSatisfy(
                        invariant -> assertThat(invariant.offenders(connection)).isEmpty());
    }

    private static Picture picture(String shows, long bytes) {
        return new Picture(shows + ".jpg", bytes, "%064x".formatted(shows.hashCode() & 0xffffffffL), "203.0.113.7");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
