package dev.postgresready.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test cases as JUnit would, each launch with a session and a server of its own. */
final class Launch {

    private Launch() {}

    static EngineExecutionResults of(Class<?>... testCases) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Arrays.stream(testCases).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
                .execute();
    }
}
