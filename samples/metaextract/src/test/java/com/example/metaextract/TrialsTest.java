package com.example.metaextract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The personas of the dataset have used none, one and two of their two free extractions. */
@PostgresReady(fixture = "metaextract")
class TrialsTest {

    @ParameterizedTest
    @CsvSource({"user-trial-0, 2", "user-trial-1, 1", "user-trial-2, 0"})
    void allowsWhatIsLeftOfTwoFreeExtractions(String user, int left, DataSource source) throws SQLException {
        Trials trials = new Trials(source);
        for (int i = 0; i < left; i++) {
            assertThat(trials.use(user)).isTrue();
        }
        assertThat(trials.use(user)).isFalse();
    }

    @Test
    void isHeldByTheDatabaseToo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "update trial_usages set extraction_count = 3 where user_id = 'user-trial-2'"))
                    .hasMessageContaining("trial_usages_count_check");
        }
    }
}
