package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What is kept over classes, as a context of Spring is, may lead to a database that has ended. */
@Timeout(60)
class EndedDatabasesTest {

    private static final Deque<ConnectionInfo> KEPT = new ConcurrentLinkedDeque<>();

    /** A database is dropped some time after it was given back. */
    private static void connectUntilItIsGone() {
        while (true) {
            try {
                DriverManager.getConnection(KEPT.getLast().jdbcUrl()).close();
            } catch (SQLException e) {
                if ("3D000".equals(e.getSQLState())) {
                    throw new IllegalStateException("no connection", e);
                }
            }
        }
    }

    @Test
    void aTestIsToldWhoseDatabaseItLookedFor() {
        Throwable failure = Launch.failure(
                Launch.of(FirstTestCase.class, LaterTestCase.class).testEvents());

        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(trace -> assertThat(trace)
                        .hasMessageContainingAll(
                                "the database " + KEPT.getLast().database() + " was that of "
                                        + FirstTestCase.class.getName() + " and ended with that class",
                                "\n    fix: let its database be kept too: @PostgresReady(isolation = SHARED)"));
    }

    @Test
    void soIsWhatRunsBeforeAllTests() {
        Throwable failure = Launch.failure(
                Launch.of(FirstTestCase.class, EarlyTestCase.class).containerEvents());

        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(trace -> assertThat(trace)
                        .hasMessageContaining(FirstTestCase.class.getName() + " and ended with that class"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class FirstTestCase {
        @Test
        void keeps(ConnectionInfo info) {
            KEPT.addLast(info);
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class LaterTestCase {
        @Test
        void looksForIt() {
            connectUntilItIsGone();
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class EarlyTestCase {
        @BeforeAll
        static void looksForIt() {
            connectUntilItIsGone();
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void aDatabaseOfOneTestEndedWithThat() {
        Throwable failure = Launch.failure(Launch.of(EachFreshTestCase.class).testEvents());

        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(trace -> assertThat(trace)
                        .hasMessageContainingAll(
                                "was that of a test of " + EachFreshTestCase.class.getName()
                                        + " and ended with that test",
                                "\n    fix: let its database be kept too: isolation = CLASS"));
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class EachFreshTestCase {
        @Test
        @Order(1)
        void keeps(ConnectionInfo info) {
            KEPT.addLast(info);
        }

        @Test
        @Order(2)
        void looksForIt() {
            connectUntilItIsGone();
        }
    }

    @Test
    void aDatabaseThatNeverWasHasNoOwner() {
        Throwable failure = Launch.failure(
                Launch.of(FirstTestCase.class, MistakenTestCase.class).testEvents());

        assertThat(failure).hasMessageContaining("never_was").hasNoSuppressedExceptions();
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class MistakenTestCase {
        @Test
        void misspells(ConnectionInfo info) throws SQLException {
            try (Connection connection =
                    DriverManager.getConnection(info.withDatabase("never_was").jdbcUrl())) {
                assertThat(connection).isNull();
            }
        }
    }
}
