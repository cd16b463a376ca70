package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as workflow commands of GitHub, one annotation for each check that found something. */
final class GitHubReport {

    private GitHubReport() {}

    static String write(VerifyReport report) {
        return Stream.concat(
                        report.results().stream()
                                .filter(result -> result.outcome() != Outcome.PASS)
                                .map(GitHubReport::command),
                        Stream.of("::notice title=sandbox verify::" + escaped(ReportWords.footer(report))))
                .collect(Collectors.joining("\n"));
    }

    private static String command(CheckResult result) {
        String kind = switch (result.outcome()) {
            case FAIL, ERROR -> "error";
            case WARN -> "warning";
            default -> "notice";
        };
        String text = result.outcome() == Outcome.SKIPPED
                ? "skipped: " + result.summary()
                : result.check().title() + "\n" + ReportWords.details(result);
        return "::" + kind + " title=" + result.check().id() + "::" + escaped(text);
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
