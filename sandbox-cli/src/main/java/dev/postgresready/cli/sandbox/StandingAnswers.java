package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.connection.EnvCommand;
import dev.postgresready.cli.session.CallName;
import dev.postgresready.cli.session.CommonOptions;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.PlainOptions;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.SandboxAnswers;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code status}, {@code env} and {@code up} say as long as a server runs. The launcher repeats it without a JVM
 * while the process is there; it knows these calls by their words.
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

    /** Before the call in the name of what is said of it, beside its result. */
    private static final String SAID = "said";

    private StandingAnswers() {}

    /** Leave them for the launcher; where the program is no single jar there is no launcher. */
    static void keep(SandboxCommand command, SandboxState state) {
        command.environment()
                .systemProperty("java.class.path")
                .filter(path -> path.endsWith("sandbox.jar"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .ifPresent(jar -> keep(command.session(), command.lookup().running(state), jar, state));
    }

    /** They are about one server, which is not asked for each of them whether it runs. */
    private static void keep(Session session, SandboxLookup sandbox, Path jar, SandboxState state) {
        Session project = session.at(sandbox.path().resolveSibling(""));
        new SandboxAnswers(sandbox.path(), jar).keep(state, () -> texts(project, sandbox, state));
    }

    /** Each answer by the name that the launcher makes of its call. */
    private static Map<String, String> texts(Session session, SandboxLookup sandbox, SandboxState state) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (List<String> call : CALLS) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            if (says(call, session.tellingTo(out, err), sandbox)
                    && err.toString().isEmpty()) {
                texts.put(CallName.of(call), out.toString());
            }
        }
        up(session, state, texts);
        return texts;
    }

    /** Have a command say its answer; tells whether it has one. */
    private static boolean says(List<String> call, Session session, SandboxLookup sandbox) {
        SandboxCommand command = call.get(0).equals("env") ? new EnvCommand(session) : new StatusCommand(session);
        command.about(sandbox);
        read(call, command.options());
        if (call.size() > 2 && command instanceof PlainOptions own) {
            own.takes(call.get(1), call.get(2));
        }
        try {
            boolean ok = command.call() == ExitCode.OK;
            session.terminal().out().flush();
            session.terminal().err().flush();
            return ok;
        } catch (Exception e) {
            // why, the program says where it is asked
            return false;
        }
    }

    private static void read(List<String> call, CommonOptions options) {
        for (String word : call) {
            options.takes(word);
        }
    }

    /** What a second up says, which must not be run from within the first. */
    private static void up(Session session, SandboxState state, Map<String, String> texts) {
        for (List<String> call : List.of(List.of("up"), List.of("up", "--json"))) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            UpCommand up = new UpCommand(session.tellingTo(out, err));
            read(call, up.options());
            up.tellThatItRuns(state);
            String said = err.toString();
            // a warning beside it is left to the program
            if (said.lines().count() <= 1) {
                texts.put(CallName.of(call), out.toString());
                texts.put(SAID + CallName.of(call), said);
            }
        }
    }
}
