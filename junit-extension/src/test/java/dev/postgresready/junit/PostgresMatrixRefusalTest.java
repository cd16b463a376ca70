package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.diagnosis.DatabaseOperationException;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.request.InvalidRequestException;
import dev.postgresready.request.MatrixCell;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a matrix leaves out, what it refuses, and what it never passes over in silence. */
class PostgresMatrixRefusalTest {

    private static final AtomicInteger CALLS_WITHOUT_DATABASE = new AtomicInteger();

    @TempDir
    Path directory;

    @AfterEach
    void neverCallsALifecycleMethodWithoutADatabase() {
        assertThat(CALLS_WITHOUT_DATABASE).hasValue(0);
    }

    @Test
    void namesTheAnnotationAndTheValueThatIsRefused() {
        assertRefused(
                BadVersionTestCase.class,
                "\"16, banana\": Invalid Postgres version \"banana\": supported major versions are 14, 15, 16, 17, 18.");
        assertRefused(TwiceTestCase.class, "\"16, 17, 16\": Invalid matrix \"16, 17, 16\": name each of them once.");
        assertRefused(
                BadProviderTestCase.class,
                "\"16; providers = h2\": Invalid provider \"h2\": known providers are remote, sandbox, embedded, system,"
                        + " docker.");
        assertRefused(
                ContradictingTestCase.class,
                "\"16\": @PostgresReady(version = \"17\") contradicts it: remove that version.");
    }

    private static void assertRefused(Class<?> testCase, String reason) {
        EngineExecutionResults results = Launch.of(testCase);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(Launch.failure(results.containerEvents()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid @PostgresMatrix on " + testCase.getName() + " " + reason);
    }

    @PostgresMatrix({"16", "banana"})
    static class BadVersionTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresMatrix({"16", "17", "16"})
    static class TwiceTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresMatrix(value = "16", providers = "h2")
    static class BadProviderTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(version = "17")
    @PostgresMatrix("16")
    static class ContradictingTestCase {
        @Test
        void neverRuns() {}
    }

    @Test
    void refusesTestsThatAnotherAnnotationRunsOutsideOfTheMatrix() {
        EngineExecutionResults results = Launch.of(BothTestCase.class, BothClassTestCase.class);
        List<Throwable> failures =
                results.testEvents().failed().stream().map(Launch::failureOf).toList();
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("another annotation runs this too")
                        .hasMessageContaining("keep one of them"));
        results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    }

    @PostgresReady
    static class BothTestCase {
        @Test
        @PostgresMatrix("17")
        void runs() {}
    }

    @PostgresMatrix("17")
    @ParameterizedClass
    @ValueSource(ints = 1)
    static class BothClassTestCase {
        @Test
        void runs() {}
    }

    @Test
    void refusesADatabaseForAnInstanceThatServesAllVersions() {
        EngineExecutionResults results = Launch.of(OneInstanceTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(Launch.failure(results.containerEvents()))
                .hasMessageContaining(
                        "with @TestInstance(PER_CLASS) one instance serves them all: take the parameter in"
                                + " a method, such as @BeforeAll, @BeforeEach or the test.");
    }

    @PostgresMatrix({"16", "17"})
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstanceTestCase {
        OneInstanceTestCase(Connection connection) {}

        @Test
        void neverRuns() {}
    }

    @Test
    void runsOnlyWhatTheConfigurationLeavesAndSaysWhy() throws IOException, InterruptedException {
        Files.createDirectory(directory.resolve("target"));
        SeparateRun.Output one =
                SeparateRun.of(TwoVersionsTestCase.class, directory, Map.of("POSTGRES_READY_MATRIX", "17"));
        assertThat(one.out()).isEqualTo("succeeded 1, failed 0, skipped containers 0");
        assertThat(one.err()).contains("; matrix PostgreSQL 17 -> 17.").doesNotContain("PostgreSQL 16");

        SeparateRun.Output none =
                SeparateRun.of(TwoVersionsTestCase.class, directory, Map.of("POSTGRES_READY_MATRIX", "14,15"));
        assertThat(none.out()).isEqualTo("succeeded 0, failed 0, skipped containers 1");

        SeparateRun.Output bad =
                SeparateRun.of(TwoVersionsTestCase.class, directory, Map.of("POSTGRES_READY_MATRIX", "seventeen"));
        assertThat(bad.out()).isEqualTo("succeeded 0, failed 1, skipped containers 0");
    }

    @PostgresReady(migrations = Rows.NOTES)
    @PostgresMatrix({"16", "17"})
    static class TwoVersionsTestCase {
        @Test
        void runs() {}
    }

    @Test
    void reportsWhatEachVersionOfTheMatrixConnectedTo() throws IOException, InterruptedException {
        Files.createDirectory(directory.resolve("target"));
        SeparateRun.of(TwoVersionsTestCase.class, directory, Map.of());
        JsonObject report = JsonParser.parseString(
                        Files.readString(directory.resolve("target/postgres-ready/report.json")))
                .getAsJsonObject();
        assertThat(report.getAsJsonArray("matrix"))
                .map(cell -> cell.getAsJsonObject().get("asked").getAsString() + " "
                        + cell.getAsJsonObject().get("connected").getAsString().replaceFirst("\\..*", ""))
                .containsExactly("16 16", "17 17");
    }

    @Test
    void failsForAVersionThatCannotBeHad() {
        EngineExecutionResults results = Launch.of(UnavailableTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        results.containerEvents().assertStatistics(stats -> stats.failed(2));
        assertThat(results.containerEvents().failed().list())
                .allSatisfy(event -> assertThat(Launch.failureOf(event))
                        .isInstanceOf(PostgresUnavailableException.class)
                        .hasMessageContaining("(1) sandbox - "));
    }

    @PostgresReady(provider = "sandbox")
    @PostgresMatrix({"16", "17"})
    static class UnavailableTestCase {
        @BeforeAll
        static void neverCalled(Connection connection) {
            CALLS_WITHOUT_DATABASE.incrementAndGet();
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void skipsEachRunWithTheDiagnosisWhereNoDatabaseIsRequired() {
        EngineExecutionResults results = Launch.of(OptionalTestCase.class, OptionalMethodTestCase.class);
        results.allEvents().assertStatistics(stats -> stats.failed(0));
        results.testEvents().assertStatistics(stats -> stats.started(0).skipped(1));
        results.containerEvents().assertStatistics(stats -> stats.aborted(2));
        assertThat(results.allEvents().aborted().stream().map(Launch::failureOf))
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason)
                        .hasMessageStartingWith("No usable PostgreSQL for request [version 1")
                        .hasMessageContaining(", provider sandbox]"));
    }

    @PostgresReady(provider = "sandbox", required = false)
    static class OptionalMethodTestCase {
        @PostgresMatrix("16")
        void neverRuns() {}
    }

    @PostgresReady(provider = "sandbox", required = false)
    @PostgresMatrix({"16", "17"})
    static class OptionalTestCase {
        @BeforeAll
        static void neverCalled(Connection connection) {
            CALLS_WITHOUT_DATABASE.incrementAndGet();
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void doesNotTakeAnotherVersionForTheOneNamed() {
        MatrixCell asked = new MatrixCell(PostgresVersion.V16, Optional.empty());
        MatrixLedger ledger = new MatrixLedger();
        ledger.expect(List.of(asked));
        try (TestRun run = new TestRun(OptionalInt.empty());
                TestDatabase database = run.open(
                        PostgresRequest.builder().version(PostgresVersion.V17).build(), getClass())) {
            Assertions.assertThatThrownBy(() -> ledger.prove(asked, database.lent()))
                    .isInstanceOf(DatabaseOperationException.class)
                    .hasMessageMatching(
                            "PostgreSQL 16 was asked for, and postgresql://.* answers that it is 17\\.\\d+");
        }
        assertThat(Stream.of(ledger.answers().get(asked))).containsExactly(Optional.empty());
    }
}
