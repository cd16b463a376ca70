package dev.postgresready.cli.session;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.diagnosis.Evidence;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.diagnosis.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The form of JSON results: one document, keys in a fixed order, with the version of the form. */
public final class Json {

    private static final int SCHEMA_VERSION = 1;
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private Json() {}

    public static String text(Map<String, Object> document) {
        return GSON.toJson(document);
    }

    /** An empty document. */
    public static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema_version", SCHEMA_VERSION);
        return document;
    }

    /** A document with one entry. */
    public static Map<String, Object> document(String key, Object value) {
        Map<String, Object> document = document();
        document.put(key, value);
        return document;
    }

    public static Map<String, Object> finding(Finding finding) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", finding.code());
        entry.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
        entry.put("summary", finding.summary());
        entry.put("evidence", finding.evidence().stream().map(Json::evidence).toList());
        DiagnosisText.effect(finding).ifPresent(effect -> entry.put("effect", effect));
        entry.put(
                "remedies",
                DiagnosisText.remedies(finding).stream().map(Json::remedy).toList());
        entry.put("retryable", finding.retryable());
        return entry;
    }

    /** Entries for all findings. */
    public static List<Map<String, Object>> findings(List<Finding> findings) {
        return findings.stream().map(Json::finding).toList();
    }

    private static Map<String, String> evidence(Evidence evidence) {
        return Map.of("probe", evidence.probe(), "observed", evidence.observed());
    }

    private static Map<String, String> remedy(Remedy remedy) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("for", remedy.audience().name().toLowerCase(Locale.ROOT));
        entry.put("action", remedy.action());
        remedy.command().ifPresent(command -> entry.put("command", command));
        return entry;
    }
}
