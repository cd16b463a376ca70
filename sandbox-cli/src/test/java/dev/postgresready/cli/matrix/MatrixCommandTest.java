package dev.postgresready.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.host.Environment;
import dev.postgresready.host.HostProbe;
import dev.postgresready.host.SandboxState;
import dev.postgresready.provision.sandbox.SandboxServer;
import dev.postgresready.report.Progress;
import dev.postgresready.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One command on several versions, and the proof that it connected. */
class MatrixCommandTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path directory;

    private Path project;
    private Cli cli;

    @BeforeEach
    void beInAProject() throws IOException {
        project = Files.createDirectory(directory.resolve("project"));
        cli = new Cli(project);
    }

    /** The arguments of a matrix whose command is a Java program of our class path. */
    private static String[] java(String options, Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>(List.of("matrix"));
        words.addAll(Arrays.asList(options.split(" ", -1)));
        words.addAll(List.of("--", JAVA, "-cp", System.getProperty("java.class.path"), program.getName()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    private static List<String> rows(Cli.Result result) {
        return result.out().lines().toList();
    }

    @Test
    void countsSessionsOnTheDatabaseOfEachVersionFromTheCollectorToThisDay() {
        Cli.Result result = cli.run(java("14 15 18 --jobs 2", SandboxCli.class, "sql", "show server_version"));
        assertThat(result.out()).as(result.err()).contains("all 3 passed");
        assertThat(rows(result).get(0)).contains("ASKED", "CONNECTED", "RESULT", "TIME", "OUTPUT", "FIRST FAILURE");
        assertThat(rows(result).get(1)).matches("ok +14 +any +14\\.\\d+ embedded +passed .*\\.sandbox/matrix/14\\.log");
        assertThat(rows(result).get(2)).matches("ok +15 +any +15\\.\\d+ embedded +passed .*\\.sandbox/matrix/15\\.log");
        assertThat(rows(result).get(3)).matches("ok +18 +any +18\\.\\d+ embedded +passed .*\\.sandbox/matrix/18\\.log");
        assertThat(result.code()).isZero();
        assertThat(result.err()).containsPattern("\\[18] .*18\\.\\d+");
        assertThat(project.resolve(".sandbox/matrix/14.log"))
                .content()
                .containsPattern("14\\.\\d+")
                .doesNotContain("18.");
    }

    @Test
    void failsForACommandThatEndsWellButNeverConnects() {
        Cli.Result result = cli.run("matrix", "14", "17", "--", "sh", "-c", "test -n \"$DATABASE_URL\"");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(rows(result).get(1))
                .matches("x +14 +any +- +never connected .*the command ended well without connecting to PostgreSQL 14");
        assertThat(rows(result).get(2)).contains("17", "never connected");
        assertThat(rows(result).get(3)).isEqualTo("2 of 2 did not pass: 14, 17");
    }

    @Test
    void believesTestsThatProvisionForThemselves() {
        Cli.Result result = cli.run(java("16 --provider embedded --json", Provisioning.class));
        assertThat(result.code()).as(result.err()).isZero();
        JsonArray runs = JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("runs");
        JsonObject run = runs.get(0).getAsJsonObject();
        assertThat(runs).hasSize(1);
        assertThat(run.get("asked").getAsString()).isEqualTo("16");
        assertThat(run.get("provider").getAsString()).isEqualTo("embedded");
        assertThat(run.get("result").getAsString()).isEqualTo("passed");
        JsonObject connected = run.getAsJsonArray("connected").get(0).getAsJsonObject();
        assertThat(connected.get("version").getAsString()).startsWith("16.");
        assertThat(connected.get("provider").getAsString()).isEqualTo("embedded");
    }

    @Test
    void doesNotTakeAnotherVersionForTheOneAsked() {
        Cli.Result result = cli.run(java("16", Provisioning.class, "17"));
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(rows(result).get(1))
                .containsPattern("never connected .* the command connected to 17\\.\\d+ embedded only");
    }

    @Test
    void takesNoSessionsForProofWhereItHasOnlyASchema() throws IOException, SQLException {
        try (Cli server = new Cli(Files.createDirectory(directory.resolve("server")))) {
            assertThat(server.run("up", "--postgres", "17").code()).isZero();
            cli.with("POSTGRES_READY_URL_17", guestOf(server.project()));
            Cli.Result sessions = cli.run(java("17 --provider remote", SandboxCli.class, "sql", "select 1"));
            assertThat(rows(sessions).get(1))
                    .contains("never connected", "the run has only a schema of a database that others use");
            Cli.Result word = cli.run(java("17 --provider remote", Provisioning.class));
            assertThat(rows(word).get(1)).containsPattern("17\\.\\d+ remote +passed");
        }
    }

    /** A login that may make schemas in one database, and no databases. */
    private static String guestOf(Path project) throws SQLException {
        SandboxState state = Sandbox.of(HostProbe.look(Environment.current(), project), Progress.SILENT)
                .running()
                .orElseThrow();
        ConnectionInfo admin = new SandboxServer(state).admin();
        try (Connection connection = DataSources.plain(admin).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role guest login password 'hush'");
            statement.execute("create database shared");
            statement.execute("grant create on database shared to guest");
        }
        return "postgresql://guest:hush@" + admin.host() + ":" + admin.port() + "/shared";
    }

    @Test
    void leavesNoWordOfItsOwnConnectionsWithinAnotherMatrix() throws IOException {
        Path words = Files.createDirectory(directory.resolve("words"));
        cli.with("POSTGRES_READY_WITNESS", words.toString());
        assertThat(cli.run("run", "--", "true").code()).isZero();
        assertThat(cli.run("matrix", "17", "--", "true").code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(words).isEmptyDirectory();
    }

    @Test
    void showsExitCodeAndFirstFailureAndKeepsTheOutput() {
        Cli.Result result = cli.run(
                "matrix",
                "17",
                "--quiet",
                "--",
                "sh",
                "-c",
                "echo starting; echo 'not ok 2 - total'; echo end; exit 7");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(rows(result).get(1)).contains("failed, exit 7", "not ok 2 - total");
        assertThat(result.err()).doesNotContain("starting");
        assertThat(project.resolve(".sandbox/matrix/17.log")).hasContent("starting\nnot ok 2 - total\nend");
    }

    @Test
    void tellsOfAVersionThatCannotBeHadAndRunsTheOthers() {
        Cli.Result result =
                cli.run(java("17 --provider sandbox,embedded", SandboxCli.class, "sql", "show server_version"));
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(rows(result).get(1))
                .contains("sandbox", "not run", "(1) sandbox - NOT_CONFIGURED: this project has no sandbox");
        assertThat(rows(result).get(2)).contains("embedded", "passed");
        assertThat(project.resolve(".sandbox/matrix/17-sandbox.log")).content().contains("(1) sandbox - ", "fix: ");
    }

    /** Each waits for the other: one after the other they would both give up. */
    @Test
    void runsAsManyAtOnceAsItIsTold() {
        String meet = "touch here-$POSTGRES_READY_VERSION; for i in $(seq 600); do"
                + " [ -e here-16 ] && [ -e here-17 ] && echo met && exit; sleep 0.1; done";
        cli.run("matrix", "16", "17", "--jobs", "2", "--", "sh", "-c", meet);
        for (String version : List.of("16", "17")) {
            assertThat(project.resolve(".sandbox/matrix/" + version + ".log")).hasContent("met");
        }
    }

    @Test
    void givesEachRunItsVersionAndMigrationsOfTheProject() throws IOException {
        Path migrations = Files.createDirectories(project.resolve("migrations"));
        Files.writeString(migrations.resolve("001_create_shop.sql"), "create table shop (name text);");
        Cli.Result result = cli.run(java("16 17", SandboxCli.class, "sql", "select count(*) from shop"));
        assertThat(result.code()).as(result.err()).isZero();
        Cli.Result variables = cli.run(
                "matrix",
                "16",
                "--",
                "sh",
                "-c",
                "echo $POSTGRES_READY_VERSION $POSTGRES_READY_MATRIX; test -d $POSTGRES_READY_WITNESS;"
                        + " echo $POSTGRES_READY_WITNESS; stat -c %a $POSTGRES_READY_WITNESS");
        assertThat(variables.err()).contains("[16] 16 16", "[16] 700");
        String witness =
                Files.readAllLines(project.resolve(".sandbox/matrix/16.log")).get(1);
        assertThat(Path.of(witness)).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeRun() {
        assertRefused("no command to run on each version", "matrix", "16", "17");
        assertRefused("Invalid Postgres version \"banana\"", "matrix", "banana", "--", "true");
        assertRefused("Invalid matrix \"16, 16\": name each of them once.", "matrix", "16", "16", "--", "true");
        assertRefused("--jobs 0 runs nothing", "matrix", "16", "--jobs", "0", "--", "true");
        assertRefused("Invalid provider \"h2\"", "matrix", "16", "--provider", "h2", "--", "true");
        assertRefused("Invalid --emit \"jenkins\": give github or gitlab.", "matrix", "--emit", "jenkins");
        assertThat(project).isEmptyDirectory();
    }

    private void assertRefused(String message, String... arguments) {
        Cli.Result result = cli.run(arguments);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(message);
    }

    @Test
    void saysThatTheCommandDoesNotExist() {
        Cli.Result result = cli.run("matrix", "17", "--", "no-such-program");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(rows(result).get(1)).contains("not run", "cannot run no-such-program: ");
    }

    @Test
    void emitsAWorkflowForGitHub() {
        Object job = at(yaml(cli.run("matrix", "--emit", "github", "15", "18")), "jobs", "test");
        assertThat(at(job, "strategy", "matrix", "postgres")).isEqualTo(List.of("15", "18"));
        List<?> steps = (List<?>) at(job, "steps");
        assertThat(steps)
                .map(step -> String.valueOf(((Map<?, ?>) step).get("uses")))
                .contains("actions/checkout@v5", "actions/setup-java@v5", "actions/cache@v4");
        assertThat(steps)
                .map(step -> String.valueOf(((Map<?, ?>) step).get("run")))
                .anyMatch(run -> run.strip().equals("mvn -B verify"))
                .anyMatch(run -> run.contains("was never connected to"));
    }

    @Test
    void emitsAWorkflowForGitLabWithTheCommandGiven() {
        Object job = at(yaml(cli.run("matrix", "--emit", "gitlab", "--", "gradle", "test", "-PwithName=a b")), "test");
        assertThat(at(job, "parallel", "matrix"))
                .isEqualTo(List.of(Map.of("POSTGRES_READY_VERSION", List.of("14", "15", "16", "17", "18"))));
        List<?> script = (List<?>) at(job, "script");
        assertThat(String.valueOf(script.get(0)).strip()).isEqualTo("gradle test '-PwithName=a b'");
        assertThat(String.valueOf(script.get(1))).contains("was never connected to");
    }

    @Test
    void keepsWordsOfTheCommandAsTheyAreWritten() throws IOException {
        Path body = Files.writeString(project.resolve("body.json"), "two words");
        Object job = at(yaml(cli.run("matrix", "16", "--emit", "gitlab", "--", "send", "@" + body, "@@x")), "test");
        assertThat(at(job, "parallel", "matrix")).isEqualTo(List.of(Map.of("POSTGRES_READY_VERSION", List.of("16"))));
        List<?> script = (List<?>) at(job, "script");
        assertThat(String.valueOf(script.get(0)).strip()).isEqualTo("send @" + body + " @@x");
    }

    private static Object yaml(Cli.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return new Load(LoadSettings.builder().build()).loadFromString(result.out());
    }

    private static Object at(Object document, String... path) {
        Object place = document;
        for (String key : path) {
            place = Objects.requireNonNull(((Map<?, ?>) place).get(key), key);
        }
        return place;
    }

    @Test
    void provesInTheWorkflowsThatTheVersionWasConnectedTo() throws IOException, InterruptedException {
        Path report = Files.createDirectories(project.resolve("app/target/postgres-ready"))
                .resolve("report.json");
        Files.writeString(report, "{ \"servers\": [ { \"asked\": \"16\", \"connected\": \"16.14\" } ] }");
        for (String proof : proofs()) {
            assertThat(shell(proof, "16")).as(proof).isZero();
            assertThat(shell(proof, "17")).as(proof).isEqualTo(1);
        }
        Files.delete(report);
        for (String proof : proofs()) {
            assertThat(shell(proof, "16")).as(proof).isEqualTo(1);
        }
    }

    @Test
    void forgetsInTheWorkflowsWhatEarlierRunsReported() throws IOException, InterruptedException {
        Path report = Files.createDirectories(project.resolve("a b/target/postgres-ready"))
                .resolve("report.json");
        List<?> steps = (List<?>) at(yaml(cli.run("matrix", "--emit", "github")), "jobs", "test", "steps");
        Object forgetting = at(steps.get(steps.size() - 3), "run");
        List<?> script = (List<?>) at(yaml(cli.run("matrix", "--emit", "gitlab")), "test", "before_script");
        for (Object forget : List.of(forgetting, script.get(0))) {
            assertThat(shell(forget.toString(), "16")).isZero();
            Files.writeString(report, "{}");
            assertThat(shell(forget.toString(), "16")).isZero();
            assertThat(report).doesNotExist();
        }
    }

    private List<String> proofs() {
        List<?> steps = (List<?>) at(yaml(cli.run("matrix", "--emit", "github")), "jobs", "test", "steps");
        List<?> script = (List<?>) at(yaml(cli.run("matrix", "--emit", "gitlab")), "test", "script");
        return List.of(
                at(steps.get(steps.size() - 1), "run").toString(), script.get(1).toString());
    }

    private int shell(String script, String version) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        shell.environment().put("POSTGRES_READY_VERSION", version);
        shell.environment()
                .put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
        return shell.start().waitFor();
    }
}
