package dev.postgresready.cli.report;

import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private HtmlReport() {}

    /** Fill the places of the page in one pass, so that what a database says is never taken for a place. */
    static String write(VerifyReport report) {
        Map<String, String> parts = Map.ofEntries(
                Map.entry("title", HtmlText.escaped("sandbox verify: " + ReportWords.title(report))),
                Map.entry("database", HtmlText.escaped(report.database().database())),
                Map.entry("facts", facts(report)),
                Map.entry("verdict", verdict(report)),
                Map.entry("footer", HtmlText.escaped(ReportWords.footer(report))),
                Map.entry("donut", HtmlCharts.donut(report)),
                Map.entry("legend", HtmlCharts.legend(report)),
                Map.entry("attention", HtmlChecks.attention(report.results())),
                Map.entry("groups", HtmlCharts.groups(report.results())),
                Map.entry("funnel", HtmlCharts.funnel(report.funnel())),
                Map.entry("tables", HtmlCharts.tables(report.tables())),
                Map.entry("slowest", HtmlCharts.slowest(report.results())),
                Map.entry("checks", HtmlChecks.others(report.results())));
        return PLACE.matcher(template())
                .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(parts.get(place.group(1)))));
    }

    private static String facts(VerifyReport report) {
        return fact("PostgreSQL", report.database().version())
                + fact("profile", report.profile().label())
                + fact("application role", report.applicationRole())
                + fact("verified as", report.database().user())
                + fact("took", ReportWords.seconds(report.took()));
    }

    private static String fact(String name, String value) {
        return "<li>" + name + " <b>" + HtmlText.escaped(value) + "</b></li>";
    }

    private static String verdict(VerifyReport report) {
        long failed = report.count(Outcome.FAIL);
        long unanswered = report.count(Outcome.ERROR);
        if (failed + unanswered == 0) {
            long warned = report.count(Outcome.WARN);
            long told = report.count(Outcome.TOLD);
            return warned + told == 0
                    ? "Every check that ran passed"
                    : "No check failed" + (warned == 0 ? "" : ", " + warned + " warned")
                            + (told == 0 ? "" : ", " + told + " told something");
        }
        return (failed == 0 ? "" : failed + " failed")
                + (failed > 0 && unanswered > 0 ? ", " : "")
                + (unanswered == 0 ? "" : unanswered + " could not be answered");
    }

    private static String template() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            if (in == null) {
                throw new IllegalStateException("the jar of the command lacks report.html");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.html from the jar of the command", e);
        }
    }
}
