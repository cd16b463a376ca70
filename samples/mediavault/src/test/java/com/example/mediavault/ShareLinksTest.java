package com.example.mediavault;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresReady(fixture = "mediavault")
class ShareLinksTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final DataSource source;
    private final Connection connection;
    private final ShareLinks links;

    ShareLinksTest(DataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
        this.links = new ShareLinks(source, Day.CLOCK);
    }

    @Test
    void opensAsOftenAsWasSaidHoweverManyOpenAtOnce(ReadyDatabase database) throws SQLException {
        UUID file = fileOf("user-a");
        String token = links.share("user-a", file, WEEK, 3).orElseThrow();

        assertThat(database)
                .when(12, i -> links.open(token).equals(Optional.of("media/" + file)))
                .accepts(3)
                .withoutErrors()
                .leaves("select download_count from share_links where token = '" + token + "'", 3);
    }

    @Test
    void sharesNothingOfSomebodyElse() throws SQLException {
        assertThat(links.share("user-b", fileOf("user-a"), WEEK, 3)).isEmpty();
    }

    @Test
    void endsOnTime() throws SQLException {
        String token = links.share("user-a", fileOf("user-a"), WEEK, 3).orElseThrow();

        assertThat(at(WEEK.minusSeconds(1)).open(token)).isPresent();
        assertThat(at(WEEK).open(token)).isEmpty();
    }

    /** Links of the dataset that end a second before the clock, at it, and a second after; some are used up. */
    @ParameterizedTest
    @CsvSource({"edge_before, false", "edge_at, false", "edge_after, true"})
    void isOpenUntilItEnds(String name, boolean open) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update share_links set download_count = 0 where token like 'edge%'");
        }
        assertThat(links.open(name + "_" + "0".repeat(32)).isPresent()).isEqualTo(open);
    }

    private ShareLinks at(Duration later) {
        return new ShareLinks(source, Clock.offset(Day.CLOCK, later));
    }

    private UUID fileOf(String user) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from media_files where uploaded_by = '" + user
                        + "' and file_name = 'image-1.jpg'")) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }
}
