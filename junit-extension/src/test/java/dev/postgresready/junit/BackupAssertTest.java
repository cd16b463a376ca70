package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A backup of a test's database is made, restored beside it, compared, and gone. */
@PostgresReady(fixture = "metaextract", seed = "tiny", isolation = Isolation.METHOD)
class BackupAssertTest {

    @Test
    void restoresWhatTheTestHasChanged(ReadyDatabase database) throws SQLException {
        owner(database, "create table tickets (id serial primary key, body text)");
        owner(database, "insert into tickets (body) select 'ticket ' || n from generate_series(1, 100) n");

        assertThat(database)
                .backup()
                .restoresIdentically()
                .within(ofMinutes(15))
                .and()
                .hasTables("tickets");

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from tickets")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(100);
        }
    }

    @Test
    void saysThatItTookTooLong(ReadyDatabase database) {
        assertThatThrownBy(() -> assertThat(database).backup().within(ofNanos(1)))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("a backup must be restored within 0 ms")
                .hasMessageContaining("again: sandbox up --fixture metaextract --seed 25 && sandbox drill --rto 1s");
    }

    @Test
    void saysWhatABackupWouldLack(ReadyDatabase database) throws SQLException {
        owner(database, "create aggregate longest(text) (sfunc = textcat, stype = text)");

        assertThatThrownBy(() -> assertThat(database).backup().restoresIdentically())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("[PGR-BACKUP-OBJECTS]")
                .hasMessageContaining("longest(text) (aggregate)");
    }

    /** A rule of the data that only holds because of a setting of the session: the restore's session does not have it. */
    @Test
    void saysWhatCannotBeRestored(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table odd (n integer constraint odd_in_the_application check (coalesce(current_setting('app.lax', true), '') = 'on' or n % 2 = 1));"
                        + "set app.lax = 'on'; insert into odd values (2); reset app.lax");

        assertThatThrownBy(() -> assertThat(database).backup().restoresIdentically())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("a backup must restore identically")
                .hasMessageContaining("odd_in_the_application");
    }

    private static void owner(ReadyDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
