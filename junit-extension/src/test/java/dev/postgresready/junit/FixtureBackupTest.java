package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static java.time.Duration.ofMinutes;

import dev.postgresready.database.ReadyDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The database of every bundled fixture comes back: partitions, row-level security that is forced, triggers that count. */
class FixtureBackupTest {

    @Nested
    @PostgresReady(fixture = "instantviz", seed = "tiny")
    class InstantViz {

        @Test
        void restores(ReadyDatabase database) {
            assertThat(database).backup().restoresIdentically().within(ofMinutes(15));
        }
    }

    @Nested
    @PostgresReady(fixture = "mediavault", seed = "tiny")
    class MediaVault {

        @Test
        void restores(ReadyDatabase database) {
            assertThat(database).backup().restoresIdentically().within(ofMinutes(15));
        }
    }

    @Nested
    @PostgresReady(fixture = "media-search", without = "vector", seed = "tiny")
    class MediaSearch {

        @Test
        void restores(ReadyDatabase database) {
            assertThat(database).backup().restoresIdentically().within(ofMinutes(15));
        }
    }

    @Nested
    @PostgresReady(fixture = "metaextract", seed = "tiny", version = "14")
    class MetaExtractOnTheOldestVersion {

        @Test
        void restores(ReadyDatabase database) {
            assertThat(database).backup().restoresIdentically().within(ofMinutes(15));
        }
    }
}
