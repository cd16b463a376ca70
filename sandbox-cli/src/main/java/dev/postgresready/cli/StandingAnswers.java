package dev.postgresready.cli;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.SandboxAnswers;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code status} and {@code env} say as long as a server runs. The launcher repeats it without a JVM while the
 * process is there; it knows these calls by their words.
 */
final class StandingAnswers {

    private static final List<List<String>> CALLS = List.of(
            List.of("status"),
            List.of("status", "--json"),
            List.of("env"),
            List.of("env", "--json"),
            List.of("env", "--format", "dotenv"),
            List.of("env", "--format", "shell"),
            List.of("env", "--format", "json"),
            List.of("env", "--format", "jdbc"),
            List.of("env", "--format", "spring"));

    private StandingAnswers() {}

    /** Leave them for the launcher; where the program is no single jar there is no launcher. */
    static void keep(SandboxCommand command, SandboxState state) {
        command.environment()
                .systemProperty("java.class.path")
                .filter(path -> path.endsWith("sandbox.jar"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .ifPresent(jar -> new SandboxAnswers(command.lookup().path(), jar)
                        .keep(state, () -> texts(command.session(), command.directory())));
    }

    /** Each answer by the name that the launcher makes of its call. */
    private static Map<String, String> texts(Session session, Path project) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (List<String> call : CALLS) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Session other = session.at(project).tellingTo(out, err);
            int code = SandboxCli.run(other, call.toArray(String[]::new));
            if (code == ExitCode.OK && err.toString().isEmpty()) {
                texts.put(FixedTexts.name(call), out.toString());
            }
        }
        return texts;
    }
}
