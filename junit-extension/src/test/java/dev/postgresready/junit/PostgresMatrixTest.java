package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a class or method of a matrix sees in each of its versions. */
class PostgresMatrixTest {

    /** What was seen, as "who: major"; the key is the database. */
    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static void see(String who, Connection connection) throws SQLException {
        String major = Long.toString(Rows.number(connection, "show server_version_num") / 10_000);
        SEEN.computeIfAbsent(connection.getCatalog(), any -> ConcurrentHashMap.newKeySet())
                .add(who + ": " + major);
    }

    @Test
    void runsAClassOnceOnEachOfFiveVersionsSideBySide() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "5");
        EngineExecutionResults results = Launch.with(parallel, FiveVersionsTestCase.class);
        results.allEvents().assertStatistics(stats -> stats.failed(0).skipped(0));
        results.testEvents().assertStatistics(stats -> stats.succeeded(5 * 3));
        assertThat(SEEN.values())
                .containsExactlyInAnyOrder(
                        Set.of("test: 14", "nested: 14", "before all: 14"),
                        Set.of("test: 15", "nested: 15", "before all: 15"),
                        Set.of("test: 16", "nested: 16", "before all: 16"),
                        Set.of("test: 17", "nested: 17", "before all: 17"),
                        Set.of("test: 18", "nested: 18", "before all: 18"));
        assertThat(names(results.containerEvents()))
                .contains("PostgreSQL 14", "PostgreSQL 15", "PostgreSQL 16", "PostgreSQL 17", "PostgreSQL 18");
    }

    @Test
    void runsVersionsSideBySideWhereTheSuiteIsExecutedSo() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");
        Launch.with(parallel, MeetingTestCase.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @PostgresMatrix({"16", "17"})
    static class MeetingTestCase {
        static final CountDownLatch BOTH = new CountDownLatch(2);

        @Test
        void meetsTheTestOfTheOtherVersion() throws InterruptedException {
            BOTH.countDown();
            assertThat(BOTH.await(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static List<String> names(Events events) {
        return events.started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    @PostgresReady(fixture = "metaextract", seed = "30")
    @PostgresMatrix({"14", "15", "16", "17", "18"})
    static class FiveVersionsTestCase {
        @BeforeAll
        static void first(Connection connection) throws SQLException {
            see("before all", connection);
        }

        @RepeatedTest(2)
        void findsTheSeededData(Connection connection) throws SQLException {
            see("test", connection);
            assertThat(Rows.number(connection, "select count(*) from users"))
                    .isEqualTo(30 + 11); // every dataset has 11 personas besides
        }

        @Nested
        class Inner {
            @Test
            void sharesTheDatabase(Connection connection) throws SQLException {
                see("nested", connection);
            }
        }
    }

    @Test
    void runsWithAnInstancePerClassAndADatabasePerTest() {
        Launch.succeeds(2 * (1 + 2), PerClassTestCase.class, EachFreshTestCase.class);
        assertThat(SEEN.values())
                .containsExactlyInAnyOrder(
                        Set.of("before all: 16", "test: 16", "after all: 16"),
                        Set.of("before all: 17", "test: 17", "after all: 17"),
                        Set.of("fresh: 16"),
                        Set.of("fresh: 16"),
                        Set.of("fresh: 17"),
                        Set.of("fresh: 17"));
    }

    @PostgresMatrix({"16", "17"})
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        @BeforeAll
        void first(Connection connection) throws SQLException {
            see("before all", connection);
        }

        @Test
        void runs(Connection connection) throws SQLException {
            see("test", connection);
        }

        @AfterAll
        void last(Connection connection) throws SQLException {
            see("after all", connection);
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    @PostgresMatrix({"16", "17"})
    static class EachFreshTestCase {
        @BeforeEach
        void add(Connection connection) throws SQLException {
            Rows.addNote(connection);
        }

        @RepeatedTest(2)
        void findsOnlyItsOwnNote(Connection connection) throws SQLException {
            see("fresh", connection);
            assertThat(Rows.notes(connection)).isEqualTo(2);
        }
    }

    @Test
    void runsAMethodOnceOnEachVersion() {
        EngineExecutionResults results = Launch.of(MethodsTestCase.class);
        assertThat(results.allEvents().failed().list().stream().map(Launch::failureOf))
                .isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(2 + 2 + 1));
        assertThat(names(results.testEvents())).contains("PostgreSQL 16", "PostgreSQL 18", "plain(Connection)");
        assertThat(SEEN.values())
                .containsExactlyInAnyOrder(
                        Set.of("one: 16", "other: 16"), Set.of("one: 18", "other: 18"), Set.of("plain: 17"));
    }

    @PostgresReady(migrations = Rows.NOTES, version = "17")
    static class MethodsTestCase {
        private final String name;

        MethodsTestCase(ReadyDatabase database) {
            name = database.name();
        }

        @PostgresMatrix({"16", "18"})
        void one(Connection connection) throws SQLException {
            see("one", connection);
            assertThat(connection.getCatalog()).isEqualTo(name);
        }

        @PostgresMatrix({"16", "18"})
        void other(Connection connection, ConnectionInfo info) throws SQLException {
            see("other", connection);
            assertThat(info.database()).isEqualTo(name);
        }

        @Test
        void plain(Connection connection) throws SQLException {
            see("plain", connection);
        }
    }

    @Test
    void startsNoServerButThoseOfTheMatricesOfMethods() throws IOException {
        Files.deleteIfExists(ReportFile.location());
        Launch.succeeds(1, OnlyMatrixMethodTestCase.class);
        assertThat(SEEN.values()).containsExactly(Set.of("test: 16"));
        JsonObject report =
                JsonParser.parseString(Files.readString(ReportFile.location())).getAsJsonObject();
        assertThat(report.getAsJsonArray("servers"))
                .singleElement()
                .satisfies(server -> assertThat(
                                server.getAsJsonObject().get("asked").getAsString())
                        .isEqualTo("16"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class OnlyMatrixMethodTestCase {
        @PostgresMatrix("16")
        void runs(Connection connection) throws SQLException {
            see("test", connection);
        }
    }

    @Test
    void letsANestedClassKeepToItsOwnVersionOrToAMatrixOfItsOwn() {
        Launch.succeeds(2 * (1 + 1 + 1), OuterTestCase.class);
        assertThat(SEEN.values())
                .contains(Set.of("outer: 16"), Set.of("outer: 18"), Set.of("pinned: 17"))
                .filteredOn(seen -> seen.stream().anyMatch(who -> who.startsWith("own")))
                .allMatch(Set.of("own: 17")::equals)
                .hasSize(2);
    }

    @PostgresReady(migrations = Rows.NOTES)
    @PostgresMatrix({"16", "18"})
    static class OuterTestCase {
        @Test
        void runs(Connection connection) throws SQLException {
            see("outer", connection);
        }

        @Nested
        @PostgresReady(migrations = Rows.NOTES, version = "17")
        class Pinned {
            @Test
            void runs(Connection connection) throws SQLException {
                see("pinned", connection);
            }
        }

        @Nested
        @PostgresMatrix("17")
        class Own {
            @Test
            void runs(Connection connection) throws SQLException {
                see("own", connection);
            }
        }
    }

    @Test
    void tellsInTheTraceOfAFailureOnWhichVersionTheTestRan() {
        EngineExecutionResults results = Launch.of(FailsOnSixteenTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        assertThat(Launch.failure(results.testEvents()).getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .matches("this test ran in postgresql://.*:\\*\\*\\*@.* \\(Postgres 16\\.\\d+\\)");
    }

    @PostgresMatrix({"16", "17"})
    static class FailsOnSixteenTestCase {
        @Test
        void fails(ReadyDatabase database) {
            assertThat(database.serverVersion()).startsWith("17.");
        }
    }

    @Test
    void combinesVersionsWithProviders() {
        EngineExecutionResults results = Launch.of(ProvidersTestCase.class);
        results.containerEvents().assertStatistics(stats -> stats.failed(1)); // no sandbox runs here
        results.testEvents().assertStatistics(stats -> stats.succeeded(1));
        assertThat(SEEN.values()).containsExactly(Set.of("test: 17"));
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .satisfies(event -> assertThat(Launch.failureOf(event))
                        .hasMessageStartingWith("No usable PostgreSQL for request [version 17, provider sandbox]"));
        assertThat(results.containerEvents().started().stream().map(PostgresMatrixTest::name))
                .contains("PostgreSQL 17 (embedded)", "PostgreSQL 17 (sandbox)");
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    @PostgresReady
    @PostgresMatrix(
            value = "17",
            providers = {"sandbox", "embedded"})
    static class ProvidersTestCase {
        @Test
        void runs(Connection connection) throws SQLException {
            see("test", connection);
        }
    }
}
