package dev.postgresready.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.host.Environment;
import dev.postgresready.host.SandboxFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Plain calls go round the parser; nobody can tell. */
class PlainCallTest {

    private static final List<String> PLAIN = List.of(
            "status",
            "status --json",
            "status -C .",
            "status --project nowhere",
            "status --project nowhere --json",
            "env",
            "env --json",
            "env --role owner --format SHELL",
            "env --format spring --role readonly --json",
            "env --role root",
            "up",
            "up --json",
            "up -C nowhere",
            "logs",
            "logs --json",
            "logs -C nowhere",
            "sql values(1)",
            "sql --csv values(1)",
            "sql values(1) --json --role owner",
            "sql --role nobody values(1)",
            "sql select",
            "sql nonsense",
            "explain PGR-ROOT",
            "explain shm-denied --json",
            "explain rls.enabled",
            "explain PGR-NONSENSE");

    @TempDir
    Path project;

    @Test
    void printTheSameWhetherParsedOrNot() throws IOException {
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            for (String line : PLAIN) {
                assertSame(line, Map.of());
            }
            cli.run("down");
            Path sandbox = project.resolve(SandboxFact.DIRECTORY);
            Path lock = SandboxFact.read(sandbox)
                    .state()
                    .orElseThrow()
                    .dataDirectory()
                    .resolve("postmaster.pid");
            for (String line : PLAIN.subList(0, 10)) {
                assertSame(line, Map.of());
                assertSame(line, Map.of("CODEX_SANDBOX", "seatbelt"));
            }
            Files.writeString(lock, "1\n" + lock.getParent() + "\n1000000000\n5432\n\n\n\nready\n");
            assertSame("status", Map.of());
            Path state = SandboxFact.stateFile(sandbox);
            String kept = Files.readString(state);
            Files.writeString(state, "pid=many\n");
            assertSame("status --json", Map.of());
            Files.writeString(state, kept);
            Files.delete(lock);
        }
    }

    @Test
    void refuseWhatIsConfiguredThoughASandboxRuns() {
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            Cli.Result docker = cli.with("POSTGRES_READY_PROVIDER", "docker").run("up");
            assertThat(docker.code()).isEqualTo(ExitCode.USAGE);
            assertThat(docker.err()).contains("Invalid provider \"docker\"", "was made with embedded");
            cli.without("POSTGRES_READY_PROVIDER");
            Cli.Result version = cli.with("POSTGRES_READY_VERSION", "14").run("up");
            assertThat(version.code()).as(version.err()).isZero();
            assertSame("up", Map.of("POSTGRES_READY_VERSION", "none"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "down",
                "status --help",
                "status --json --json",
                "status -C . --project .",
                "status --project=.",
                "status --project",
                "status --project @file",
                "status extra",
                "logs --lines 3",
                "explain PGR-ROOT PGR-PORT-IN-USE",
                "explain --help",
                "sql --csv --csv values(1)",
                "sql values(1) values(2)",
                "sql --file values.sql",
                "sql @values",
                "sql --url postgresql://localhost/x values(1)",
                "env --format xml",
                "env --format",
                "up --port 5433",
                "up --format json",
                "--json status"
            })
    void areOnlyThoseThatNeedNoParser(String line) {
        assertThat(PlainCall.of(session(Map.of(), new StringWriter(), new StringWriter()), words(line)))
                .isEmpty();
    }

    @Test
    void areMostlyThoseThatScriptsMake() {
        assertThat(PLAIN)
                .allMatch(line -> PlainCall.of(session(Map.of(), new StringWriter(), new StringWriter()), words(line))
                        .isPresent());
    }

    @Test
    void findEachCommandByTheNameThatItShows() {
        CommandParser.commandLine(session(Map.of(), new StringWriter(), new StringWriter()))
                .getSubcommands()
                .forEach((name, line) -> assertThat(CommandParser.names())
                        .contains(line.getCommand()
                                .getClass()
                                .getAnnotation(Command.class)
                                .name()));
    }

    private void assertSame(String line, Map<String, String> variables) {
        String plain = told(variables, session -> Call.run(session, words(line)));
        String parsed = told(variables, session -> {
            int code = CommandParser.execute(session, words(line));
            session.terminal().out().flush();
            session.terminal().err().flush();
            return code;
        });
        assertThat(plain).as(line).isEqualTo(parsed).isNotBlank();
    }

    private String told(Map<String, String> variables, ToIntFunction<Session> call) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = call.applyAsInt(session(variables, out, err));
        return "code " + code + "\nout " + out + "\nerr " + err;
    }

    private Session session(Map<String, String> variables, StringWriter out, StringWriter err) {
        return new Session(
                new Environment(variables, Environment.current().systemProperties()),
                project,
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, true, false, 100),
                InputStream.nullInputStream(),
                new Interruption(Thread.currentThread()));
    }

    private static String[] words(String line) {
        return Optional.of(line)
                .filter(text -> !text.isEmpty())
                .map(text -> text.split(" "))
                .orElseGet(() -> new String[0]);
    }
}
