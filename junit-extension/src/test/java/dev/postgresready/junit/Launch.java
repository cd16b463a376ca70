package dev.postgresready.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs test cases as JUnit would, each launch with a session and a server of its own. */
final class Launch {

    private Launch() {}

    static EngineExecutionResults of(Class<?>... testCases) {
        return with(Map.of(), testCases);
    }

    static EngineExecutionResults with(Map<String, String> configuration, Class<?>... testCases) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(configuration)
                .selectors(
                        Arrays.stream(testCases).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
                .execute();
    }

    /** Run and expect every test to succeed, and so many of them. */
    static void succeeds(int tests, Class<?>... testCases) {
        EngineExecutionResults results = of(testCases);
        if (results.allEvents().failed().count() > 0) {
            throw new AssertionError("a test case failed", failure(results.allEvents()));
        }
        results.containerEvents().assertStatistics(stats -> stats.aborted(0).skipped(0));
        results.testEvents().assertStatistics(stats -> stats.started(tests).succeeded(tests));
    }

    /** What the first failure in these events threw. */
    static Throwable failure(Events events) {
        return failureOf(events.failed().stream().findFirst().orElseThrow(() -> new AssertionError("nothing failed")));
    }

    /** What made this test or class fail. */
    static Throwable failureOf(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow(() -> new AssertionError("failed without a throwable: " + failed));
    }
}
