package com.example.mediavault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.junit.PostgresReady;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** With the dataset's sessions of nobody that end a second before the clock, at it, and a second after. */
@PostgresReady(fixture = "mediavault", isolation = Isolation.METHOD)
class SessionsTest {

    private final DataSource source;
    private final Sessions sessions;

    SessionsTest(DataSource source) {
        this.source = source;
        this.sessions = new Sessions(source, Day.CLOCK);
    }

    @Test
    void knowsWhoIsSignedInForADay() throws SQLException {
        String sid = sessions.open("user-a");

        assertThat(sessions.user(sid)).contains("user-a");
        assertThat(after(Duration.ofHours(24).minusSeconds(1)).user(sid)).contains("user-a");
        assertThat(after(Duration.ofHours(24)).user(sid)).isEmpty();
    }

    @Test
    void keepsASessionThatIsUsedAndWakesNoneThatEnded() throws SQLException {
        String sid = sessions.open("user-a");

        assertThat(after(Duration.ofHours(23)).keep(sid)).isTrue();
        assertThat(after(Duration.ofHours(46)).user(sid)).contains("user-a");
        assertThat(after(Duration.ofHours(47)).keep(sid)).isFalse();
    }

    @Test
    void sweepsWhatEndedAndNothingElse() throws SQLException {
        assertThat(sessions.sweep()).isPositive();
        assertThat(texts("select sid from sessions where sid like 'edge%'")).containsExactly("edge_after");
        assertThat(sessions.sweep()).isZero();
    }

    @Test
    void endsWithItsUser() throws SQLException {
        String sid = sessions.open("user-a");
        texts("delete from users where id = 'user-a' returning id");

        assertThat(sessions.user(sid)).isEmpty();
        assertThatThrownBy(() -> sessions.open("user-a"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("sessions_user_id_fkey");
    }

    private Sessions after(Duration duration) {
        return new Sessions(source, Clock.offset(Day.CLOCK, duration));
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
