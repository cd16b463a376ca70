package com.example.mediasearch;

import static com.example.mediasearch.UserTransactionsTest.USER_A;
import static com.example.mediasearch.UserTransactionsTest.USER_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.junit.AsRole;
import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without pgvector, which search by text needs none of. */
@PostgresReady(fixture = "media-search", without = "vector")
class SearchTest {

    static final Clock DAY = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    private final Search search;

    SearchTest(DataSource source) {
        this.search = new Search(source, DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waves and sand", "WAVES", "wavse and sand"})
    void findsBeachesHoweverTheyAreAskedFor(String words) throws SQLException {
        assertThat(search.byText(USER_A, words, 10))
                .contains(new Hit("beach-1.jpg", "A picture of waves and sand"))
                .allSatisfy(hit -> assertThat(hit.text()).contains("waves and sand"));
    }

    @Test
    void findsTheUsersOwnAlone() throws SQLException {
        List<Hit> everything = search.byText(USER_A, "picture", 1_000);

        assertThat(everything).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        assertThat(search.byText(USER_B, "picture", 1_000)).isNotEmpty().isNotEqualTo(everything);
    }

    @Test
    void findsNothingThatNobodyShows() throws SQLException {
        assertThat(search.byText(USER_A, "submarine", 10)).isEmpty();
    }

    /** Searches are counted as the history has them, storage as the files have it: rules over all users' rows. */
    @AfterEach
    void keepsTheRulesOfTheData(@AsRole(DatabaseRole.OWNER) Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("set app.maintenance = 'on'"); // or row-level security would hide every offender
        }
        assertThat(FixtureCatalog.named("media-search").invariants())
                .hasSize(8)
                .allSatisfy(invariant -> assertThat(invariant.offenders(owner)).isEmpty());
    }
}
