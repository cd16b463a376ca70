package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.SeedSource;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What failed is told with the command that makes the same database again. */
@PostgresReady(fixture = "media-search-as-seeded", without = "vector", version = "16", extensions = "citext")
class OriginTest {

    @Test
    void whatFailsNamesEverythingThatWasAskedFor(ReadyDatabase database) {
        assertThatThrownBy(
                        () -> assertThat(database).table("users").column("id").hasType("money"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(
                        "data: fixture media-search-as-seeded without vector, its rows as they are written\n")
                .hasMessageContaining(
                        "again: sandbox up --postgres 16 --fixture media-search-as-seeded --without vector"
                                + " --extension citext && sandbox sql \"");
    }

    @Test
    void whatNobodyAskedForIsNotNamed() {
        PostgresRequest.Builder request = PostgresRequest.builder().fixture("metaextract");

        assertThat(new Origin(request.build(), "17.11").command()).isEqualTo("sandbox up --fixture metaextract");
        assertThat(new Origin(request.build(), "14.9").command())
                .isEqualTo("sandbox up --postgres 14 --fixture metaextract");
        assertThat(new Origin(request.version(PostgresVersion.V17).build(), "17.11").command())
                .as("a project may have set another version")
                .isEqualTo("sandbox up --postgres 17 --fixture metaextract");
    }

    @Test
    void aSizeIsNoneOfAFixtureWhoseRowsAreWritten() {
        PostgresRequest asked = PostgresRequest.builder()
                .fixture("metaextract-as-seeded")
                .seed(SeedSource.parse("60"))
                .seed(SeedSource.parse("more.sql"))
                .build();
        PostgresRequest generated = asked.toBuilder().fixture("metaextract").build();

        assertThat(new Origin(asked, "17.11").data())
                .isEqualTo("fixture metaextract-as-seeded, its rows as they are written, more.sql");
        assertThat(new Origin(asked, "17.11").command())
                .isEqualTo("sandbox up --fixture metaextract-as-seeded --seed more.sql");
        assertThat(new Origin(generated, "17.11").command())
                .isEqualTo("sandbox up --fixture metaextract --seed 60 --seed more.sql");
        assertThat(new Origin(generated, "17.11").data())
                .isEqualTo("fixture metaextract, 60 users, seed 42, more.sql, clock 2026-01-05T12:00:00Z");
    }
}
