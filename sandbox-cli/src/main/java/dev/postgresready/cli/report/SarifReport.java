package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Severity;
import dev.postgresready.verify.VerifyReport;
import dev.postgresready.verify.place.ObjectPlaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as SARIF 2.1.0, which code scanners read: an offender is a result at a line, a check is a rule. */
final class SarifReport {

    private SarifReport() {}

    static String write(VerifyReport report, ObjectPlaces places) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "sandbox verify");
        driver.put("rules", report.results().stream().map(SarifReport::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put(
                "results",
                report.results().stream()
                        .flatMap(result -> new SarifResults(report, places).of(result).stream())
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
        rule.put("help", Map.of("text", "sandbox explain " + result.check().id()));
        rule.put("defaultConfiguration", Map.of("level", level(result.check().severity())));
        return rule;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARN -> "warning";
            default -> "note";
        };
    }
}
