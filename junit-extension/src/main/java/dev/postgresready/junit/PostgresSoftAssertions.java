package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import org.assertj.core.api.SoftAssertions;

/**
 * AssertJ's soft assertions, with databases: {@code softly.assertThat(database).hasNoOrphans()} beside
 * {@code softly.assertThat(answer).isEqualTo(42)}. For tests that have AssertJ on their class path, as a parameter of its
 * {@code SoftAssertionsExtension}, with {@code assertAll()}, or for all in one with {@link AutoCloseable}.
 */
public class PostgresSoftAssertions extends SoftAssertions {

    /** Assert on a database that a test was handed; what does not hold is collected. */
    public DatabaseAssert assertThat(ReadyDatabase database) {
        return new DatabaseAssert(new Asked(database, this::collectAssertionError));
    }

    /** Assert on what some code changed; what does not hold is collected. */
    public ChangesAssert assertThat(DatabaseChanges changes) {
        return new ChangesAssert(changes.reportingTo(this::collectAssertionError));
    }
}
