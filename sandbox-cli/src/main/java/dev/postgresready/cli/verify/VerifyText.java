package dev.postgresready.cli.verify;

import dev.postgresready.cli.report.ReportWords;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A verification for people: a line for each group, details of what is not as it should be, the count last. */
record VerifyText(Terminal terminal, boolean verbose) {

    private static final int SHOWN = 10;

    void print(VerifyReport report) {
        PrintWriter out = terminal.out();
        out.println("verify " + ReportWords.title(report));
        Map<String, List<CheckResult>> groups = report.results().stream()
                .collect(Collectors.groupingBy(
                        result -> result.check().group(), LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, results) -> {
            out.println(String.format(Locale.ROOT, "  %-11s %s", group, counts(results)));
            results.stream().filter(this::worthALine).forEach(result -> details(out, result));
        });
        out.println(ReportWords.footer(report));
    }

    private boolean worthALine(CheckResult result) {
        return verbose || !(result.outcome() == Outcome.PASS || result.outcome() == Outcome.SKIPPED);
    }

    private static String counts(List<CheckResult> results) {
        return Stream.of(Outcome.values())
                .map(outcome -> count(outcome, results))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private static String count(Outcome outcome, List<CheckResult> results) {
        long count =
                results.stream().filter(result -> result.outcome() == outcome).count();
        String name = outcome.name().toLowerCase(Locale.ROOT);
        return count == 0 ? "" : count + " " + (outcome == Outcome.FAIL ? "FAIL" : name);
    }

    private void details(PrintWriter out, CheckResult result) {
        String measured = result.summary().isEmpty() ? "" : ": " + result.summary();
        out.println(String.format(
                Locale.ROOT,
                "    %s %-24s %s%s",
                terminal.mark(mark(result.outcome())),
                result.check().id(),
                result.check().title(),
                measured));
        result.offenders().stream().limit(SHOWN).forEach(offender -> offender(out, offender));
        int more = result.offenders().size() - SHOWN;
        if (more > 0) {
            out.println("        ... and " + more + " more");
        }
        result.suppressed()
                .forEach(accepted ->
                        out.println("        accepted: " + accepted.offender() + " (" + accepted.because() + ")"));
    }

    private static void offender(PrintWriter out, Offender offender) {
        out.println("        " + offender);
        offender.fix().ifPresent(fix -> out.println("            fix: " + fix));
    }

    private static Terminal.Mark mark(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Terminal.Mark.GOOD;
            case TOLD -> Terminal.Mark.WORD;
            case WARN -> Terminal.Mark.DOUBT;
            case SKIPPED -> Terminal.Mark.NONE;
            case FAIL, ERROR -> Terminal.Mark.BAD;
        };
    }
}
