package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as SARIF 2.1.0, which code scanners read: an offender is a result, a check is a rule. */
final class SarifReport {

    private SarifReport() {}

    static String write(VerifyReport report) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "sandbox verify");
        driver.put("rules", report.results().stream().map(SarifReport::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put(
                "results",
                report.results().stream()
                        .flatMap(result -> results(report, result).stream())
                        .toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return JsonReport.GSON.toJson(document);
    }

    private static Map<String, Object> rule(CheckResult result) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", result.check().id());
        rule.put("shortDescription", Map.of("text", result.check().title()));
        rule.put("fullDescription", Map.of("text", result.check().because()));
        return rule;
    }

    private static List<Map<String, Object>> results(VerifyReport report, CheckResult result) {
        if (result.outcome() == Outcome.ERROR) {
            return List.of(entry(report, result, "error", result.summary(), ""));
        }
        String level = switch (result.outcome()) {
            case FAIL -> "error";
            case WARN -> "warning";
            default -> "note";
        };
        return result.offenders().stream()
                .map(offender -> entry(report, result, level, text(offender), offender.on()))
                .toList();
    }

    private static String text(Offender offender) {
        return offender + offender.fix().map(fix -> ". Fix: " + fix).orElse("");
    }

    private static Map<String, Object> entry(
            VerifyReport report, CheckResult result, String level, String text, String object) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("ruleId", result.check().id());
        entry.put("level", level);
        entry.put("message", Map.of("text", text));
        String name = report.database().database() + (object.isEmpty() ? "" : "." + object);
        entry.put(
                "locations",
                List.of(Map.of("logicalLocations", List.of(Map.of("fullyQualifiedName", name, "kind", "object")))));
        return entry;
    }
}
