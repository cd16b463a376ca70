package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.TableSize;
import dev.postgresready.verify.VerifyReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
final class HtmlReport {

    private static final int ROWS = 10;

    private HtmlReport() {}

    static String write(VerifyReport report) {
        String page = template();
        for (Map.Entry<String, String> part : parts(report).entrySet()) {
            page = page.replace("{{" + part.getKey() + "}}", part.getValue());
        }
        return page;
    }

    private static Map<String, String> parts(VerifyReport report) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("outcomes", bar(report.results()));
        parts.put("groups", groups(report.results()));
        parts.put("tables", tables(report.tables()));
        parts.put("slowest", slowest(report.results()));
        parts.put("checks", report.results().stream().map(HtmlReport::check).collect(Collectors.joining("\n")));
        parts.put("title", text(ReportWords.title(report)));
        parts.put("footer", text(ReportWords.footer(report)));
        return parts;
    }

    private static String bar(List<CheckResult> results) {
        return Stream.of(Outcome.values())
                .map(outcome -> part(outcome, results))
                .collect(Collectors.joining());
    }

    private static String part(Outcome outcome, List<CheckResult> results) {
        long count =
                results.stream().filter(result -> result.outcome() == outcome).count();
        return count == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<i class=\"%s\" style=\"width:%.2f%%\" title=\"%d %s\"></i>",
                        ReportWords.label(outcome),
                        100.0 * count / results.size(),
                        count,
                        ReportWords.label(outcome));
    }

    private static String groups(List<CheckResult> results) {
        Map<String, List<CheckResult>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.check().group(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> row(
                        group.getKey(),
                        "<div class=\"bar\">" + bar(group.getValue()) + "</div>",
                        String.valueOf(group.getValue().size())))
                .collect(Collectors.joining("\n"));
    }

    private static String tables(List<TableSize> tables) {
        long most = tables.stream().mapToLong(TableSize::bytes).max().orElse(1);
        return tables.stream()
                .sorted(Comparator.comparingLong(TableSize::bytes).reversed())
                .limit(ROWS)
                .map(table -> row(
                        table.name(),
                        measure(table.bytes(), most),
                        String.format(
                                Locale.ROOT, "%,d rows, %,d kB", Math.max(0, table.rows()), table.bytes() / 1024)))
                .collect(Collectors.joining("\n"));
    }

    private static String slowest(List<CheckResult> results) {
        long most = results.stream()
                .mapToLong(result -> result.took().toNanos())
                .max()
                .orElse(1);
        return results.stream()
                .sorted(Comparator.comparing(CheckResult::took).reversed())
                .limit(ROWS)
                .map(result -> row(
                        result.check().id(),
                        measure(result.took().toNanos(), most),
                        result.took().toMillis() + " ms"))
                .collect(Collectors.joining("\n"));
    }

    private static String measure(long value, long most) {
        return String.format(
                Locale.ROOT,
                "<div class=\"bar\"><i class=\"pass\" style=\"width:%.2f%%\"></i></div>",
                100.0 * value / Math.max(1, most));
    }

    private static String row(String name, String chart, String number) {
        return "<tr><td>" + text(name) + "</td><td class=\"chart\">" + chart + "</td><td class=\"number\">"
                + text(number) + "</td></tr>";
    }

    private static String check(CheckResult result) {
        String outcome = ReportWords.label(result.outcome());
        String open = result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR ? " open" : "";
        String accepted = result.suppressed().stream()
                .map(one -> "accepted: " + one.offender() + " (" + one.because() + ")")
                .collect(Collectors.joining("\n"));
        return "<details" + open + " id=\"" + text(result.check().id()) + "\"><summary><span class=\"tag " + outcome
                + "\">" + outcome + "</span> <code>" + text(result.check().id()) + "</code> "
                + text(result.check().title()) + "</summary><p class=\"soft\">"
                + text(result.check().because()) + "</p><pre>"
                + text((ReportWords.details(result) + "\n" + accepted).strip()) + "</pre></details>";
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{{", "{ {");
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
