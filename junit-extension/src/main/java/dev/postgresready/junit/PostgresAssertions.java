package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import javax.sql.DataSource;

/**
 * Assertions on a database: its shape, what it refuses, what a tenant can reach, what many sessions leave, what some code
 * changed, what serves a query, how a pool behaves. Import them statically; they stand beside AssertJ's. A failure tells
 * what was seen, on which data, and the one command that shows it again.
 */
public final class PostgresAssertions {

    private PostgresAssertions() {}

    /** Assert on a database that a test was handed. */
    public static DatabaseAssert assertThat(ReadyDatabase database) {
        return new DatabaseAssert(new Asked(database));
    }

    /** Assert on what some code changed: {@code assertThat(changesOf(database, () -> ...))}. */
    public static ChangesAssert assertThat(DatabaseChanges changes) {
        return new ChangesAssert(changes);
    }

    /** Run code and note what it inserts, updates and deletes, in all tables. */
    public static DatabaseChanges changesOf(ReadyDatabase database, DatabaseAction code) {
        return DatabaseChanges.during(new Asked(database), code);
    }

    /** Assert on a connection pool. */
    public static PoolAssert assertThatPool(DataSource pool) {
        return new PoolAssert(pool);
    }
}
