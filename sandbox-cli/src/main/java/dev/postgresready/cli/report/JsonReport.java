package dev.postgresready.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report as JSON: one document with the version of its form. */
final class JsonReport {

    static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final int SCHEMA_VERSION = 1;

    private JsonReport() {}

    static String write(VerifyReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema_version", SCHEMA_VERSION);
        document.put("database", report.database().database());
        document.put("server_version", report.database().version());
        document.put("login", report.database().user());
        document.put("application_role", report.applicationRole());
        document.put("profile", report.profile().label());
        document.put("milliseconds", report.took().toMillis());
        document.put("ran", report.ran());
        document.put("chosen", report.results().size());
        document.put("not_chosen", report.outside());
        for (Outcome outcome : Outcome.values()) {
            document.put(ReportWords.label(outcome), report.count(outcome));
        }
        document.put("checks", report.results().stream().map(JsonReport::result).toList());
        document.put("tables", report.tables());
        document.put("funnel", report.funnel());
        return GSON.toJson(document);
    }

    private static Map<String, Object> result(CheckResult result) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", result.check().id());
        entry.put("outcome", ReportWords.label(result.outcome()));
        entry.put("severity", result.check().severity().name().toLowerCase(java.util.Locale.ROOT));
        entry.put("title", result.check().title());
        entry.put("summary", result.summary());
        entry.put(
                "offenders",
                result.offenders().stream().map(JsonReport::offender).toList());
        entry.put(
                "suppressed",
                result.suppressed().stream()
                        .map(accepted -> Map.of("on", accepted.offender().on(), "because", accepted.because()))
                        .toList());
        entry.put("milliseconds", result.took().toMillis());
        return entry;
    }

    private static Map<String, String> offender(Offender offender) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("on", offender.on());
        entry.put("saw", offender.saw());
        offender.fix().ifPresent(fix -> entry.put("fix", fix));
        return entry;
    }
}
