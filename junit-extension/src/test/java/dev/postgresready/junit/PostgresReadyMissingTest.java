package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** What happens where the Postgres asked for cannot be had, though another could. */
class PostgresReadyMissingTest {

    private static final String DIAGNOSIS = "No usable PostgreSQL for request [version 17, ";

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Test
    void failsTheClassWithTheFullDiagnosisAndRunsNothing() {
        EngineExecutionResults results = Launch.of(RequiredTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.started(0).skipped(0));
        results.containerEvents().assertStatistics(stats -> stats.failed(1).skipped(0));
        assertUnavailable(Launch.failure(results.containerEvents()));
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote")
    static class RequiredTestCase {
        @Test
        void neverRuns() {}

        @Nested
        class Inner {
            @Test
            void neverRuns() {}
        }
    }

    @Test
    void failsEveryLifecycleAndIsolationTheSameWay() {
        EngineExecutionResults results =
                Launch.of(ConstructedTestCase.class, EachFreshTestCase.class, SharingTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        results.containerEvents().assertStatistics(stats -> stats.failed(3));
        assertThat(results.containerEvents().failed().list())
                .allSatisfy(event -> assertUnavailable(Launch.failureOf(event)));
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote")
    @TestInstance(Lifecycle.PER_CLASS)
    static class ConstructedTestCase {
        ConstructedTestCase(Connection connection) {}

        @Test
        void neverRuns() {}
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote", isolation = Isolation.METHOD)
    static class EachFreshTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote", isolation = Isolation.SHARED)
    static class SharingTestCase {
        @Test
        void neverRuns() {}
    }

    @Test
    void skipsAClassThatDoesNotRequireItAndSaysWhy() {
        EngineExecutionResults results = Launch.of(OptionalTestCase.class);
        results.allEvents().assertStatistics(stats -> stats.failed(0).skipped(1));
        assertThat(results.testEvents().count()).isZero();
        Event skipped = results.containerEvents().skipped().list().get(0);
        assertThat(skipped.getRequiredPayload(String.class))
                .startsWith(DIAGNOSIS)
                .contains("(1) remote - ");
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote", required = false)
    @TestInstance(Lifecycle.PER_CLASS)
    static class OptionalTestCase {
        OptionalTestCase(Connection connection) {}

        @Test
        void neverRuns() {}

        @Nested
        class Inner {
            @Test
            void neverRuns() {}
        }
    }

    @Test
    void runsAClassThatDoesNotRequireItWhereItIsThere() {
        RUNS.set(0);
        Launch.succeeds(2, OptionalButThereTestCase.class);
        assertThat(RUNS).hasValue(2);
    }

    @PostgresReady(migrations = Rows.NOTES, required = false)
    static class OptionalButThereTestCase {
        @Test
        void runs() {
            RUNS.incrementAndGet();
        }

        @Nested
        class Inner {
            @Test
            void runs() {
                RUNS.incrementAndGet();
            }
        }
    }

    @Test
    void failsRatherThanSkipsForAMistakeInTheAnnotation() {
        EngineExecutionResults results = Launch.of(OptionalMistakeTestCase.class);
        results.containerEvents().assertStatistics(stats -> stats.failed(1).skipped(0));
        assertThat(Launch.failure(results.containerEvents())).hasMessageStartingWith("Invalid @PostgresReady on ");
    }

    @PostgresReady(version = "banana", required = false)
    static class OptionalMistakeTestCase {
        @Test
        void neverRuns() {}
    }

    private static void assertUnavailable(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(PostgresUnavailableException.class)
                .hasMessageStartingWith(DIAGNOSIS)
                .hasMessageContaining("considered remote; none started.")
                .hasMessageContaining("(1) remote - ")
                .hasMessageContainingAll("effect: ", "fix: ", "fix in CI: ", "fix by an agent: ", "retryable: ")
                .hasMessageNotContaining("embedded - ");
    }
}
