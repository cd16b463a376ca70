package dev.postgresready.cli.report;

import dev.postgresready.diagnosis.ControlCharacters;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.util.List;

/** The report as Markdown, for a pull request or a wiki. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String write(VerifyReport report) {
        StringBuilder text = new StringBuilder("## sandbox verify: ").append(cell(ReportWords.title(report)));
        text.append("\n\n").append(ReportWords.footer(report)).append(".\n\n");
        List<CheckResult> worth = report.results().stream()
                .filter(result -> result.outcome() != Outcome.PASS)
                .toList();
        if (!worth.isEmpty()) {
            text.append("| check | outcome | what was seen |\n|---|---|---|\n");
            worth.forEach(result -> text.append("| `")
                    .append(result.check().id())
                    .append("` | ")
                    .append(ReportWords.label(result.outcome()))
                    .append(" | ")
                    .append(cell(ReportWords.details(result)))
                    .append(" |\n"));
        }
        return text.toString();
    }

    private static String cell(String text) {
        return ControlCharacters.shown(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", "<br>");
    }
}
