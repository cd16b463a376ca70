package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sentences that all forms of a report share. */
public final class ReportWords {

    private ReportWords() {}

    /** Count the outcomes: how many checks ran, of how many, and how they came out. */
    public static String footer(VerifyReport report) {
        String counts = Stream.of(Outcome.values())
                .filter(outcome -> report.count(outcome) > 0)
                .map(outcome -> report.count(outcome) + " " + label(outcome))
                .collect(Collectors.joining(", "));
        String outside = report.outside() > 0 ? ", " + report.outside() + " not chosen" : "";
        return String.format(
                Locale.ROOT,
                "ran %d of %d checks in %s: %s%s",
                report.ran(),
                report.results().size(),
                seconds(report.took()),
                counts,
                outside);
    }

    /** Name the database, its server and the role that was judged. */
    public static String title(VerifyReport report) {
        return report.database().database() + ", PostgreSQL "
                + report.database().version() + ", profile " + report.profile().label() + ", application role "
                + report.applicationRole();
    }

    static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    /** All that a result says, one line each. */
    static String details(CheckResult result) {
        return Stream.of(result.summary(), offenders(result.offenders()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** What was found, each with what mends it. */
    static String offenders(List<Offender> offenders) {
        return offenders.stream()
                .map(offender -> offender
                        + offender.fix().map(fix -> "\n    fix: " + fix).orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
