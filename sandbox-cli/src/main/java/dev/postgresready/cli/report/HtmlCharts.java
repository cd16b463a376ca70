package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.FunnelStep;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.TableSize;
import dev.postgresready.verify.VerifyReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pictures of the report. Each is a table too, so that whoever cannot see it can read it. */
final class HtmlCharts {

    private static final int ROWS = 10;
    private static final double RADIUS = 44;
    private static final double AROUND = 2 * Math.PI * RADIUS;
    private static final long KILO = 1024;

    private HtmlCharts() {}

    /** A ring of the outcomes around the number of checks that ran. */
    static String donut(VerifyReport report) {
        StringBuilder ring = new StringBuilder();
        double begin = 0;
        for (Outcome outcome : Outcome.values()) {
            double share = AROUND
                    * report.count(outcome)
                    / Math.max(1, report.results().size());
            if (share > 0) {
                ring.append(String.format(
                        Locale.ROOT,
                        "<circle class=\"s-%s\" cx=\"60\" cy=\"60\" r=\"%.0f\" fill=\"none\" stroke-width=\"14\""
                                + " stroke-dasharray=\"%.2f %.2f\" stroke-dashoffset=\"%.2f\"/>",
                        ReportWords.label(outcome),
                        RADIUS,
                        Math.max(1, share - 1.5),
                        AROUND,
                        -begin));
                begin += share;
            }
        }
        return "<svg viewBox=\"0 0 120 120\" role=\"img\" aria-label=\""
                + HtmlText.escaped(ReportWords.footer(report))
                + "\"><circle class=\"track\" cx=\"60\" cy=\"60\" r=\"44\" fill=\"none\" stroke-width=\"14\"/>"
                + "<g transform=\"rotate(-90 60 60)\">" + ring + "</g><text x=\"60\" y=\"63\">" + report.ran()
                + "</text><text class=\"small\" x=\"60\" y=\"78\">of "
                + report.results().size() + " ran</text></svg>";
    }

    static String legend(VerifyReport report) {
        return Stream.of(Outcome.values())
                .map(outcome -> "<li><i class=\"" + ReportWords.label(outcome) + "\"></i><b>" + report.count(outcome)
                        + "</b> " + ReportWords.label(outcome) + "</li>")
                .collect(Collectors.joining());
    }

    static String groups(List<CheckResult> results) {
        Map<String, List<CheckResult>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.check().group(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> HtmlText.row(group.getKey(), stacked(group.getValue()), counts(group.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String stacked(List<CheckResult> results) {
        return Stream.of(Outcome.values())
                .filter(outcome -> count(outcome, results) > 0)
                .map(outcome -> part(ReportWords.label(outcome), 100.0 * count(outcome, results) / results.size()))
                .collect(Collectors.joining("", "<div class=\"bar\">", "</div>"));
    }

    private static String counts(List<CheckResult> results) {
        return Stream.of(Outcome.values())
                .filter(outcome -> count(outcome, results) > 0)
                .map(outcome -> "<b>" + count(outcome, results) + "</b> " + ReportWords.label(outcome))
                .collect(Collectors.joining(", "));
    }

    private static long count(Outcome outcome, List<CheckResult> results) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** How many of those who came take each step; empty where nobody told which events are steps. */
    static String funnel(List<FunnelStep> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        long first = Math.max(1, steps.get(0).count());
        String rows = steps.stream()
                .map(step -> HtmlText.row(
                        step.name(),
                        measure(step.count(), first),
                        String.format(
                                Locale.ROOT,
                                "<b>%,d</b> &middot; %.1f %%",
                                step.count(),
                                100.0 * step.count() / first)))
                .collect(Collectors.joining("\n"));
        return "<section class=\"card\" aria-labelledby=\"h-funnel\"><h2 id=\"h-funnel\">Product funnel</h2>"
                + "<table id=\"funnel\" class=\"funnel\"><caption>How often each step was taken</caption>" + rows
                + "</table></section>";
    }

    static String tables(List<TableSize> tables) {
        long most = tables.stream().mapToLong(TableSize::bytes).max().orElse(1);
        return tables.stream()
                .sorted(Comparator.comparingLong(TableSize::bytes).reversed())
                .limit(ROWS)
                .map(table -> HtmlText.row(
                        table.name(),
                        measure(table.bytes(), most),
                        String.format(
                                Locale.ROOT,
                                "<b>%s</b> &middot; %,d rows",
                                size(table.bytes()),
                                Math.max(0, table.rows()))))
                .collect(Collectors.joining("\n"));
    }

    private static String size(long bytes) {
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%,d kB", bytes / KILO)
                : String.format(Locale.ROOT, "%,.1f MB", (double) bytes / KILO / KILO);
    }

    static String slowest(List<CheckResult> results) {
        long most = results.stream()
                .mapToLong(result -> result.took().toNanos())
                .max()
                .orElse(1);
        return results.stream()
                .sorted(Comparator.comparing(CheckResult::took).reversed())
                .limit(ROWS)
                .map(result -> HtmlText.row(
                        result.check().id(),
                        measure(result.took().toNanos(), most),
                        "<b>" + String.format(Locale.ROOT, "%,d", result.took().toMillis()) + "</b> ms"))
                .collect(Collectors.joining("\n"));
    }

    private static String measure(long value, long most) {
        return "<div class=\"bar\">" + part("value", 100.0 * value / Math.max(1, most)) + "</div>";
    }

    private static String part(String kind, double percent) {
        return String.format(Locale.ROOT, "<i class=\"%s\" style=\"width:%.2f%%\"></i>", kind, percent);
    }
}
