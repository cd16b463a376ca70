package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of the report with all that they found; those that need somebody stand apart, open; open is also what tells something. */
final class HtmlChecks {

    private static final Set<Outcome> NEED_SOMEBODY = Set.of(Outcome.FAIL, Outcome.ERROR, Outcome.WARN);

    private HtmlChecks() {}

    /** A card of what needs somebody, the worst first; empty where nothing does. */
    static String attention(List<CheckResult> results) {
        List<CheckResult> worst = List.of(Outcome.FAIL, Outcome.ERROR, Outcome.WARN).stream()
                .flatMap(outcome -> results.stream().filter(result -> result.outcome() == outcome))
                .toList();
        return worst.isEmpty()
                ? ""
                : "<section class=\"card wide\" id=\"attention\" aria-labelledby=\"h-attention\">"
                        + "<h2 id=\"h-attention\">Needs attention</h2>"
                        + worst.stream().map(result -> check(result, " open")).collect(Collectors.joining("\n"))
                        + "</section>";
    }

    /** All others, by group. */
    static String others(List<CheckResult> results) {
        Map<String, List<CheckResult>> groups = results.stream()
                .filter(result -> !NEED_SOMEBODY.contains(result.outcome()))
                .collect(Collectors.groupingBy(
                        result -> result.check().group(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> "<h3>" + HtmlText.escaped(group.getKey()) + "</h3>"
                        + group.getValue().stream()
                                .map(result -> check(result, result.outcome() == Outcome.TOLD ? " open" : ""))
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static String check(CheckResult result, String open) {
        String outcome = ReportWords.label(result.outcome());
        String id = HtmlText.escaped(result.check().id());
        return "<details id=\"" + id + "\"" + open + "><summary><span class=\"tag " + outcome + "\">" + outcome
                + "</span><code>" + id + "</code><span class=\"title\">"
                + HtmlText.escaped(result.check().title()) + "</span><span class=\"soft\">"
                + String.format(Locale.ROOT, "%,d ms", result.took().toMillis())
                + "</span></summary><div class=\"body\"><p>"
                + HtmlText.escaped(result.check().because()) + "</p>" + found(result) + "</div></details>";
    }

    private static String found(CheckResult result) {
        StringBuilder list = new StringBuilder();
        if (!result.summary().isEmpty()) {
            list.append("<li>").append(HtmlText.escaped(result.summary())).append("</li>");
        }
        result.offenders().forEach(offender -> list.append(offender(offender)));
        result.suppressed()
                .forEach(accepted -> list.append("<li class=\"soft\">accepted: ")
                        .append(HtmlText.escaped(accepted.offender() + " (" + accepted.because() + ")"))
                        .append("</li>"));
        return list.isEmpty() ? "" : "<ul class=\"found\">" + list + "</ul>";
    }

    private static String offender(Offender offender) {
        String saw = offender.saw().isEmpty() ? "" : ": " + HtmlText.escaped(offender.saw());
        String fix = offender.fix()
                .map(text -> "<span class=\"fix\">" + HtmlText.escaped(text) + "</span>")
                .orElse("");
        return "<li><b>" + HtmlText.escaped(offender.on()) + "</b>" + saw + fix + "</li>";
    }
}
