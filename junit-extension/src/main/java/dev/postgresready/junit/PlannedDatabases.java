package dev.postgresready.junit;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the databases that the tests of a session will ask for, so that none is made ahead for which nobody comes. Tests
 * that come to be known only as they run are not among them. Thread-safe.
 */
final class PlannedDatabases implements TestExecutionListener {

    private volatile OptionalInt count = OptionalInt.empty();

    /** Empty before the tests of a session are known. */
    OptionalInt count() {
        return count;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        long databases = 0;
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier identifier : plan.getDescendants(root)) {
                databases += of(identifier, plan);
            }
        }
        count = OptionalInt.of((int) databases);
    }

    private static long of(TestIdentifier identifier, TestPlan plan) {
        Optional<PostgresReady> annotation = identifier
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass())
                .flatMap(type -> AnnotationSupport.findAnnotation(type, PostgresReady.class));
        if (annotation.isEmpty()) {
            return 0;
        }
        return switch (annotation.get().isolation()) {
            case SHARED, CLASS, ROLLBACK -> 1;
            case METHOD ->
                plan.getDescendants(identifier).stream()
                        .filter(TestIdentifier::isTest)
                        .count();
        };
    }
}
