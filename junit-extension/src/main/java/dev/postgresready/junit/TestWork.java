package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.RolledBackWork;
import dev.postgresready.diagnosis.DatabaseOperationException;
import dev.postgresready.report.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What one test does to a database that others use after it, as long as it commits nothing. */
final class TestWork implements AutoCloseable {

    private final TestDatabase database;
    private final RolledBackWork work;
    private final Consumer<TestDatabase> unchanged;

    private TestWork(TestDatabase database, RolledBackWork work, Consumer<TestDatabase> unchanged) {
        this.database = database;
        this.work = work;
        this.unchanged = unchanged;
    }

    /** Begin work, after which the database is given back if it is as it was, and is else closed. */
    static TestWork on(TestDatabase database, Consumer<TestDatabase> unchanged) {
        try {
            return new TestWork(database, RolledBackWork.begin(database.lent()), unchanged);
        } catch (SQLException e) {
            database.close();
            throw new DatabaseOperationException(
                    Phase.LEASE, "No transaction could be begun on " + database.lent() + ": " + e.getMessage(), e);
        }
    }

    TestDatabase database() {
        return database;
    }

    /** What a test may work with: whatever leads past its one transaction would wait for it, or not see its rows. */
    Object parameter(Class<?> type, Optional<DatabaseRole> role) {
        if (role.filter(any -> any != DatabaseRole.APP).isEmpty()) {
            if (type == Connection.class) {
                return work.connection();
            }
            if (type == DataSource.class) {
                return work.source();
            }
        }
        throw new ParameterResolutionException("@PostgresReady(isolation = ROLLBACK) gives each test one transaction of"
                + " the application role: take a Connection or a DataSource. "
                + role.map(any -> "Another role").orElse("A " + type.getSimpleName())
                + " would lead past it; use isolation = METHOD for a database of its own.");
    }

    @Override
    public void close() {
        if (work.end()) {
            unchanged.accept(database);
        } else {
            database.close();
        }
    }
}
