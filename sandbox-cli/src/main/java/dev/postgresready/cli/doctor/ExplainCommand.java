package dev.postgresready.cli.doctor;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.PlainOptions;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.FindingCatalog;
import dev.postgresready.diagnosis.KnownSandbox;
import dev.postgresready.verify.CheckInfo;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.run.CheckCatalog;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains the code of a finding, or a check of a verification. */
@Command(
        name = "explain",
        description =
                "Explain the code of a finding, such as PGR-ROOT, or a check, such as index.fk; without one list all.")
public final class ExplainCommand extends SandboxCommand implements PlainOptions {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final int NEAR = 4;

    @Parameters(
            paramLabel = "CODE",
            arity = "0..1",
            description = "The code, with or without PGR-, or the id of a check.")
    Optional<String> code = Optional.empty();

    private final FindingCatalog catalog = FindingCatalog.load();

    public ExplainCommand(Session session) {
        super(session);
    }

    @Override
    public boolean takes(String word) {
        boolean first = code.isEmpty() && PLAIN.matcher(word).matches();
        if (first) {
            code = Optional.of(word);
        }
        return first;
    }

    @Override
    public Integer call() {
        Optional<CheckInfo> check = code.filter(
                        id -> id.contains(".")) // or all checks would be read for a finding's sake
                .flatMap(id -> CheckCatalog.explain(id.strip()));
        if (check.isPresent()) {
            print(check.get());
            return ExitCode.OK;
        }
        List<FindingCatalog.Entry> entries =
                code.map(text -> List.of(entry(text))).orElseGet(catalog::entries);
        if (options().json()) {
            print(Json.document(
                    "codes", entries.stream().map(ExplainCommand::json).toList()));
        } else if (code.isPresent()) {
            out().println(full(entries.get(0)));
        } else {
            list(entries);
        }
        return ExitCode.OK;
    }

    private void list(List<FindingCatalog.Entry> entries) {
        entries.forEach(each -> line(each.code(), each.means()));
        CheckCatalog.explained().forEach(each -> line(each.id(), each.title()));
    }

    private void line(String name, String text) {
        out().println(String.format(Locale.ROOT, "%-26s %s", name, text));
    }

    private void print(CheckInfo check) {
        List<String> profiles =
                check.profiles().stream().map(Profile::label).sorted().toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", check.id());
        fields.put("title", check.title());
        fields.put("because", check.because());
        fields.put("severity", check.severity().name().toLowerCase(Locale.ROOT));
        fields.put("profiles", profiles);
        if (options().json()) {
            print(Json.document("check", fields));
        } else {
            out().println(check.id() + "\n  " + check.title() + "\n  because:   " + check.because());
            out().println("  severity:  " + fields.get("severity"));
            out().println("  profiles:  " + String.join(", ", profiles) + ", full");
        }
    }

    private FindingCatalog.Entry entry(String text) {
        if (text.contains(".")) {
            throw new CommandFailure(ExitCode.USAGE, "there is no check " + text, "near it are " + nearChecks(text));
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String full = upper.startsWith("PGR-") ? upper : "PGR-" + upper;
        return catalog.explain(full)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.USAGE, "there is no code " + full, "near it are " + near(full)));
    }

    private static String nearChecks(String typed) {
        return CheckCatalog.explained().stream()
                .map(CheckInfo::id)
                .sorted(Comparator.comparingInt(known -> changes(typed, known)))
                .limit(NEAR)
                .collect(Collectors.joining(", "));
    }

    /** The codes that take the fewest changes to get from what was typed. */
    private String near(String typed) {
        return catalog.entries().stream()
                .map(FindingCatalog.Entry::code)
                .sorted(Comparator.comparingInt(known -> changes(typed, known)))
                .limit(NEAR)
                .collect(Collectors.joining(", "));
    }

    private static int changes(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static String full(FindingCatalog.Entry entry) {
        StringBuilder text = new StringBuilder(entry.code())
                .append("\n  ")
                .append(entry.means())
                .append("\n  effect:    ")
                .append(entry.effect())
                .append("\n  measured:  ")
                .append(entry.measured())
                .append("\n  person:    ")
                .append(entry.person())
                .append("\n  CI:        ")
                .append(entry.ci())
                .append("\n  agent:     ")
                .append(entry.agent());
        entry.permissions()
                .forEach((sandbox, permission) -> text.append("\n  in ")
                        .append(sandbox.name())
                        .append(": ")
                        .append(permission));
        return text.append("\n  retryable: ")
                .append(entry.retryable() ? "yes" : "no")
                .toString();
    }

    private static Map<String, Object> json(FindingCatalog.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", entry.code());
        fields.put("means", entry.means());
        fields.put("effect", entry.effect());
        fields.put("measured", entry.measured());
        fields.put("person", entry.person());
        fields.put("ci", entry.ci());
        fields.put("agent", entry.agent());
        fields.put(
                "sandboxes",
                entry.permissions().entrySet().stream()
                        .map(permission -> json(permission.getKey(), permission.getValue()))
                        .toList());
        fields.put("retryable", entry.retryable());
        return fields;
    }

    private static Map<String, Object> json(KnownSandbox sandbox, KnownSandbox.Permission permission) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sandbox", sandbox.id());
        fields.put("where", permission.where());
        fields.put("line", permission.line());
        permission.note().ifPresent(note -> fields.put("note", note));
        return fields;
    }
}
