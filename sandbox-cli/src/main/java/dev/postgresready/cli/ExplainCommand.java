package dev.postgresready.cli;

import dev.postgresready.diagnosis.FindingCatalog;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains the code of a finding. */
@Command(name = "explain", description = "Explain the code of a finding, such as PGR-ROOT; without one list all.")
final class ExplainCommand extends SandboxCommand {

    private static final int NEAR = 5;

    @Parameters(paramLabel = "CODE", arity = "0..1", description = "The code, with or without PGR-.")
    Optional<String> code = Optional.empty();

    private final FindingCatalog catalog = FindingCatalog.load();

    ExplainCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<FindingCatalog.Entry> entries =
                code.map(text -> List.of(entry(text))).orElseGet(catalog::entries);
        if (options.json) {
            print(Json.document(
                    "codes", entries.stream().map(ExplainCommand::json).toList()));
        } else if (code.isPresent()) {
            out().println(full(entries.get(0)));
        } else {
            entries.forEach(
                    entry -> out().println(String.format(Locale.ROOT, "%-26s %s", entry.code(), entry.means())));
        }
        return ExitCode.OK;
    }

    private FindingCatalog.Entry entry(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String full = upper.startsWith("PGR-") ? upper : "PGR-" + upper;
        return catalog.explain(full)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.USAGE, "there is no code " + full, "near it are " + near(full)));
    }

    /** Codes that share words with what was typed, else all that begin alike. */
    private String near(String typed) {
        List<String> words = Arrays.asList(typed.substring("PGR-".length()).split("-", -1));
        String near = catalog.entries().stream()
                .map(FindingCatalog.Entry::code)
                .filter(known -> words.stream().anyMatch(word -> word.length() > 1 && known.contains(word)))
                .limit(NEAR)
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "none; list all with sandbox explain" : near;
    }

    private static String full(FindingCatalog.Entry entry) {
        return entry.code() + "\n  " + entry.means()
                + "\n  measured:  " + entry.measured()
                + "\n  person:    " + entry.person()
                + "\n  CI:        " + entry.ci()
                + "\n  agent:     " + entry.agent()
                + "\n  retryable: " + (entry.retryable() ? "yes" : "no");
    }

    private static Map<String, Object> json(FindingCatalog.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", entry.code());
        fields.put("means", entry.means());
        fields.put("measured", entry.measured());
        fields.put("person", entry.person());
        fields.put("ci", entry.ci());
        fields.put("agent", entry.agent());
        fields.put("retryable", entry.retryable());
        return fields;
    }
}
