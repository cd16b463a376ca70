package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.expected.FixtureExpectations;
import dev.postgresready.verify.run.Verifications;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Makes a test of each check that {@code sandbox verify} runs: for methods annotated {@code @TestFactory}. A check that
 * warns or tells passes; those that do not apply are reported together as one that is skipped, with the reason of each.
 */
public final class DatabaseChecks {

    private static final int SHOWN = 10;

    private DatabaseChecks() {}

    /**
     * Check a database of a bundled fixture, its invariants included.
     *
     * @throws dev.postgresready.request.InvalidRequestException where there is no such fixture
     */
    public static Stream<DynamicTest> ofFixture(ReadyDatabase database, String fixture, Profile profile) {
        return of(database, FixtureExpectations.of(fixture), profile);
    }

    /** Check a database against what its project expects, such as {@code ExpectationFile.parse} reads. */
    public static Stream<DynamicTest> of(ReadyDatabase database, Expectations expectations, Profile profile) {
        List<CheckResult> results =
                Verifications.of(database, profile, expectations).results();
        List<CheckResult> skipped = results.stream()
                .filter(result -> result.outcome() == Outcome.SKIPPED)
                .toList();
        return Stream.concat(
                results.stream()
                        .filter(result -> result.outcome() != Outcome.SKIPPED)
                        .map(result -> DynamicTest.dynamicTest(result.check().id(), () -> judge(result))),
                skipped.isEmpty() ? Stream.of() : Stream.of(notApplying(skipped)));
    }

    private static void judge(CheckResult result) {
        if (result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR) {
            throw new AssertionFailedError(message(result));
        }
    }

    private static DynamicTest notApplying(List<CheckResult> skipped) {
        return DynamicTest.dynamicTest(skipped.size() + " checks that do not apply", () -> {
            throw new TestAbortedException(skipped.stream()
                    .map(result -> result.check().id() + ": " + result.summary())
                    .collect(Collectors.joining("\n")));
        });
    }

    static String message(CheckResult result) {
        String title = result.outcome() == Outcome.ERROR
                ? result.summary()
                : result.check().title();
        int more = result.offenders().size() - SHOWN;
        return result.check().id() + ": " + title
                + result.offenders().stream()
                        .limit(SHOWN)
                        .map(DatabaseChecks::line)
                        .collect(Collectors.joining())
                + (more > 0 ? "\n    ... and " + more + " more" : "")
                + "\n    why: " + result.check().because()
                + "\n    again: sandbox verify --only " + result.check().id();
    }

    private static String line(Offender offender) {
        return "\n    saw: " + offender
                + offender.fix().map(fix -> "\n    fix: " + fix).orElse("");
    }
}
