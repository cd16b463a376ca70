package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class PostgresReadyIsolationTest {

    /** Which test classes saw which database; the key is the database. */
    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        SEEN.clear();
        PORTS.clear();
    }

    private static void see(Object testCase, ConnectionInfo info) {
        String name = testCase.getClass().getSimpleName();
        SEEN.computeIfAbsent(info.database(), any -> ConcurrentHashMap.newKeySet())
                .add(name);
        PORTS.add(info.port());
    }

    @Test
    void givesEachClassADatabaseOnOneServer() {
        Launch.succeeds(4, OneTestCase.class, OtherTestCase.class);
        assertThat(SEEN.values()).containsExactlyInAnyOrder(Set.of("OneTestCase"), Set.of("OtherTestCase"));
        assertThat(PORTS).hasSize(1);
    }

    @Test
    void keepsClassesApartThatRunInParallel() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
        EngineExecutionResults results = Launch.with(
                parallel, OneTestCase.class, OtherTestCase.class, ThirdTestCase.class, EachFreshTestCase.class);
        results.allEvents().assertStatistics(stats -> stats.failed(0));
        results.testEvents().assertStatistics(stats -> stats.succeeded(9));
        assertThat(SEEN).hasSize(6);
        assertThat(SEEN.values()).allMatch(classes -> classes.size() == 1);
        assertThat(PORTS).hasSize(1);
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class OneTestCase {
        @RepeatedTest(2)
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class OtherTestCase {
        @RepeatedTest(2)
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class ThirdTestCase {
        @RepeatedTest(2)
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @Test
    void givesEachTestAFreshDatabase() {
        Launch.succeeds(3, EachFreshTestCase.class);
        assertThat(SEEN).hasSize(3);
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    static class EachFreshTestCase {
        private final String name;

        EachFreshTestCase(ReadyDatabase database) {
            name = database.name();
        }

        @BeforeEach
        void add(Connection connection) throws SQLException {
            Rows.addNote(connection);
        }

        @RepeatedTest(3)
        void findsOnlyItsOwnNote(Connection connection, ConnectionInfo info) throws SQLException {
            see(this, info);
            assertThat(info.database()).isEqualTo(name);
            assertThat(Rows.notes(connection)).isEqualTo(2);
        }
    }

    @Test
    void givesEachInvocationOfAParameterizedClassADatabase() {
        Launch.succeeds(4, ParameterizedTestCase.class);
        assertThat(SEEN).hasSize(2);
    }

    @PostgresReady(migrations = Rows.NOTES)
    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class ParameterizedTestCase {
        ParameterizedTestCase(int number) {
            assertThat(number).isBetween(1, 2);
        }

        @RepeatedTest(2)
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @Test
    void refusesAParameterBeforeAnyTestRuns() {
        assertThat(Launch.failure(Launch.of(TooEarlyTestCase.class).containerEvents()))
                .hasMessageContaining("@PostgresReady(isolation = METHOD) on " + TooEarlyTestCase.class.getName()
                        + " gives each test a database of its own, and no test is running here: take the parameter"
                        + " in the test or in @BeforeEach, or use isolation = CLASS.");
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    static class TooEarlyTestCase {
        @BeforeAll
        static void asks(Connection connection) {}

        @Test
        void runs() {}
    }

    @Test
    void sharesOneDatabaseAmongEqualRequests() {
        Launch.succeeds(3, SharingTestCase.class, AlsoSharingTestCase.class, SharingOtherTestCase.class);
        assertThat(SEEN.values())
                .containsExactlyInAnyOrder(
                        Set.of("SharingTestCase", "AlsoSharingTestCase"), Set.of("SharingOtherTestCase"));
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.SHARED)
    static class SharingTestCase {
        @Test
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.SHARED)
    static class AlsoSharingTestCase {
        @Test
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.SHARED, database = "other")
    static class SharingOtherTestCase {
        @Test
        void sees(ConnectionInfo info) {
            see(this, info);
        }
    }

    @Test
    void sharesAClassDatabaseWithNestedClassesUnlessTheyAreAnnotated() {
        Launch.succeeds(4, OuterTestCase.class);
        assertThat(SEEN.values())
                .containsExactlyInAnyOrder(Set.of("OuterTestCase", "Inner", "Innermost"), Set.of("Own"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class OuterTestCase {
        @Test
        void sees(ConnectionInfo info) {
            see(this, info);
        }

        @Nested
        class Inner {
            @Test
            void sees(ConnectionInfo info) {
                see(this, info);
            }

            @Nested
            class Innermost {
                @Test
                void sees(ConnectionInfo info) {
                    see(this, info);
                }
            }
        }

        @Nested
        @PostgresReady(fixture = "metaextract")
        class Own {
            @Test
            void sees(ConnectionInfo info, Connection connection) throws SQLException {
                see(this, info);
                assertThat(Rows.number(connection, "select count(*) from users"))
                        .isPositive();
            }
        }
    }
}
