package com.example.mediavault;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.PostgresReady;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each race ends with the nineteen rules of the data: quotas, owners, the log of every upload, nothing after the clock. */
@PostgresReady(fixture = "mediavault")
class LibraryTest {

    private final ReadyDatabase database;
    private final Library library;

    LibraryTest(ReadyDatabase database, DataSource source) {
        this.database = database;
        this.library = new Library(source, Day.CLOCK);
    }

    @Test
    void storesOneContentOnceForAUserHoweverOftenItIsUploadedAtOnce() throws SQLException {
        Picture picture = picture("dawn", 1_000_000);

        assertThat(database)
                .when(12, i -> library.store("user-a", picture) == Storing.STORED)
                .accepts(1)
                .withoutErrors()
                .holdsInvariants();
        assertThat(library.store("user-a", picture)).isEqualTo(Storing.HAD_IT);
        assertThat(library.store("user-b", picture)).isEqualTo(Storing.STORED);
    }

    @Test
    void fillsAQuotaToTheLastByteHoweverManyUploadAtOnce() throws SQLException {
        long third = 5_368_709_120L / 3;

        assertThat(database)
                .when(8, i -> library.store("new-user", picture("part " + i, third)) == Storing.STORED)
                .accepts(3)
                .withoutErrors()
                .leaves("select count(*) from activity_logs where user_id = 'new-user' and action = 'upload'", 3)
                .holdsInvariants();
    }

    @Test
    void hasNoRoomForWhoeverIsFull() throws SQLException {
        assertThat(library.store("full-user", picture("one byte", 1))).isEqualTo(Storing.NO_ROOM);
        assertThat(database).holdsInvariants();
    }

    private static Picture picture(String shows, long bytes) {
        return new Picture(shows + ".jpg", bytes, "%064x".formatted(shows.hashCode() & 0xffffffffL), "203.0.113.7");
    }
}
