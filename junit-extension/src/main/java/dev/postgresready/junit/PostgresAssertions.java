package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.opentest4j.MultipleFailuresError;

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

    /**
     * Say several things about a database and hear of all that do not hold, not of the first alone:
     * {@code assertSoftly(database, it -> { it.hasNoOrphans(); it.table("users").hasPrimaryKey("id"); })}. With AssertJ on
     * the class path, {@link PostgresSoftAssertions} collects them beside AssertJ's own.
     */
    public static void assertSoftly(ReadyDatabase database, Consumer<DatabaseAssert> statements) {
        List<Throwable> complaints = new ArrayList<>();
        try {
            statements.accept(new DatabaseAssert(new Asked(database, complaints::add)));
        } catch (AssertionError e) {
            complaints.add(e);
        }
        if (complaints.size() == 1 && complaints.get(0) instanceof AssertionError only) {
            throw only;
        }
        if (!complaints.isEmpty()) {
            throw new MultipleFailuresError(database + " is not as it must be", complaints);
        }
    }

    /** Assert on a connection pool. */
    public static PoolAssert assertThatPool(DataSource pool) {
        return new PoolAssert(pool);
    }
}
