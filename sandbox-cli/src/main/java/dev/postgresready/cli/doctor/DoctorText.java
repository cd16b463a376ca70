package dev.postgresready.cli.doctor;

import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.doctor.AgentPlan;
import dev.postgresready.doctor.Check;
import dev.postgresready.doctor.Examination;
import dev.postgresready.plan.Candidate;
import dev.postgresready.plan.Healing;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An examination for people: one line for each check, details where something is wrong, the verdict last. */
record DoctorText(Terminal terminal, boolean verbose) {

    void print(Examination examination) {
        PrintWriter out = terminal.out();
        examination.checks().forEach(check -> out.println(line(check)));
        int number = 1;
        for (Candidate candidate : examination.plan().candidates()) {
            out.println(String.format(Locale.ROOT, "  plan %d     %s", number++, candidate));
            candidate.healings().forEach(healing -> out.println("               healed: " + healing));
        }
        if (verbose) {
            examination.settings().forEach(setting -> out.println(line(setting)));
        }
        out.println(verdict(examination));
    }

    private String line(Check check) {
        Finding finding = check.finding();
        String line =
                String.format(Locale.ROOT, "%s %-10s %s", terminal.mark(mark(finding)), check.id(), finding.summary());
        if (check.fine() && !verbose) {
            return line;
        }
        String[] details = DiagnosisText.describe(finding).split("\n", 2);
        String code = check.fine() ? "" : " [" + finding.code() + "]";
        return line + code + (details.length > 1 ? "\n" + details[1] : "");
    }

    private static Terminal.Mark mark(Finding finding) {
        return switch (finding.verdict()) {
            case OK -> Terminal.Mark.GOOD;
            case WARNING -> Terminal.Mark.DOUBT;
            case NOT_CONFIGURED -> Terminal.Mark.NONE;
            case BLOCKED, FAILED -> Terminal.Mark.BAD;
        };
    }

    private static String line(Examination.EffectiveSetting setting) {
        return String.format(
                Locale.ROOT,
                "  setting    %-10s %s",
                setting.name(),
                setting.value()
                        .map(value -> value + " (" + setting.origin().orElse("") + ")")
                        .orElse("not set: " + setting.meaning()));
    }

    private String verdict(Examination examination) {
        long problems =
                examination.checks().stream().filter(check -> !check.fine()).count();
        String also = problems == 0 ? "" : problems == 1 ? "; 1 problem above" : "; " + problems + " problems above";
        return examination.servable()
                ? terminal.mark(problems == 0 ? Terminal.Mark.GOOD : Terminal.Mark.DOUBT) + " a Postgres can be had"
                        + also
                : terminal.mark(Terminal.Mark.BAD) + " no Postgres can be had" + also
                        + "; sandbox explain CODE tells more";
    }

    static Map<String, Object> json(Examination examination) {
        Map<String, Object> document = Json.document("servable", examination.servable());
        document.put(
                "checks", examination.checks().stream().map(DoctorText::json).toList());
        document.put(
                "plan",
                examination.plan().candidates().stream().map(DoctorText::json).toList());
        document.put(
                "settings",
                examination.settings().stream().map(DoctorText::json).toList());
        return document;
    }

    static Map<String, Object> json(AgentPlan plan) {
        Map<String, Object> document = Json.document("works", plan.works());
        document.put("reason", plan.reason());
        plan.run().ifPresent(command -> document.put("run", command));
        document.put("ask", plan.asks().stream().map(DoctorText::json).toList());
        document.put("notes", plan.notes());
        document.put("retryable", plan.retryable());
        document.put("rule", AgentPlan.RULE);
        return document;
    }

    private static Map<String, Object> json(AgentPlan.Ask ask) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", ask.code());
        entry.put("summary", ask.summary());
        entry.put("agent", ask.agent());
        entry.put("human", ask.human());
        entry.put("retryable", ask.retryable());
        return entry;
    }

    private static Map<String, Object> json(Check check) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", check.id());
        entry.putAll(Json.finding(check.finding()));
        return entry;
    }

    private static Map<String, Object> json(Candidate candidate) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("provider", candidate.provider().label());
        entry.put("tried", candidate.obstacle().isEmpty());
        entry.put("reason", candidate.reason());
        entry.put(
                "healings", candidate.healings().stream().map(Healing::toString).toList());
        candidate.obstacle().ifPresent(finding -> entry.put("finding", Json.finding(finding)));
        return entry;
    }

    private static Map<String, Object> json(Examination.EffectiveSetting setting) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", setting.name());
        setting.value().ifPresent(value -> entry.put("value", value));
        setting.origin().ifPresent(origin -> entry.put("origin", origin));
        return entry;
    }
}
