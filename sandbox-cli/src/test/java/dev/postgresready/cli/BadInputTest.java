package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes: each with its exit code, its cause, its remedy, and nothing left behind. */
class BadInputTest {

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @AfterEach
    void removeSandbox() {
        cli.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up --postgres 99          | 2 | supported major versions are 14",
                "up --provider oracle      | 2 | known providers are",
                "up --provider remote      | 3 | PGR-REMOTE-NONE",
                "up --fixture nothing      | 2 | fixtures are instantviz, media-search, mediavault, metaextract",
                "up --seed huge            | 2 | sizes are tiny",
                "up --frobnicate           | 2 | Unknown option: '--frobnicate'",
                "up --port 0               | 2 | from 1 to 65535",
                "up --port many            | 2 | many",
                "up --database Uppercase   | 2 | lower-case letters",
                "up --migrations nowhere   | 4 | do not exist",
                "up --seed nowhere.sql     | 5 | does not exist",
                "up --project nowhere      | 2 | there is no directory",
                "env                       | 3 | fix: sandbox up",
                "env --format xml          | 2 | xml",
                "env --role root           | 2 | roles are app, readonly, owner",
                "migrate                   | 3 | fix: sandbox up",
                "reset --yes               | 3 | fix: sandbox up",
                "logs                      | 3 | there is no log",
                "explain PGR-ROOOT         | 2 | PGR-ROOT",
                "completion tcsh           | 2 | bash, zsh or fish",
                "run                       | 2 | COMMAND",
                "doctor --url              | 2 | DATABASE_URL is not set",
                "gc --url                  | 2 | the environment names no database",
                "gc --unused-days -1       | 2 | --unused-days is -1",
                "gc --url postgresql://me:hush@127.0.0.1:1/db | 3 | PGR-CONNECT-REFUSED",
                "doctor --url mysql://x/y  | 1 | ''",
                "sql --url postgresql://u@127.0.0.1:1/x --role owner 'select' | 2 | --role chooses",
                "sql -f .                  | 2 | is a directory",
                "sql -f nowhere.sql        | 2 | there is no file",
                "verify -o nowhere/v.html  | 2 | mkdir -p",
                "up --seed tiny,small      | 2 | give one size",
                "frobnicate                | 2 | frobnicate",
                "statsu --help             | 2 | Did you mean",
                "extension lsit -h         | 2 | Unmatched argument at index 1",
                "logs -n -3                | 2 | --lines is -3",
                "backup prune --keep 0     | 2 | or a number from 1",
            })
    void namesTheMistake(String line, int code, String message) {
        Cli.Result result = cli.run(line.split(" +"));
        assertThat(result.err()).contains(message);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).doesNotContain("\tat ");
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void refusesAnEmptyDirectoryOfMigrations() throws IOException {
        Files.createDirectories(project.resolve("db"));
        Cli.Result up = cli.run("up", "--migrations", "db");
        assertThat(up.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(up.err()).contains("hold no migration");
    }

    @Test
    void refusesTwoMigrationsOfOneVersion() throws IOException {
        Files.createDirectories(project.resolve("db"));
        Files.writeString(project.resolve("db/001_a.sql"), "select 1;");
        Files.writeString(project.resolve("db/001_b.sql"), "select 2;");
        Cli.Result up = cli.run("up", "--migrations", "db");
        assertThat(up.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(up.err()).contains("001_a.sql").contains("001_b.sql");
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Cli.Result up = cli.run("up", "--port", port);
            assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(up.err()).contains("PGR-PORT-IN-USE").contains(port);
            assertThat(project.resolve(".sandbox")).doesNotExist();
        }
    }

    @Test
    void explainsACacheThatCannotBeMade() throws IOException {
        Path file = Files.writeString(project.resolve("file"), "");
        cli.with("POSTGRES_READY_PROVIDER", "embedded");
        Cli.Result up = cli.with("POSTGRES_READY_CACHE", file.resolve("cache").toString())
                .run("up");
        assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(up.err()).contains("PGR-CACHE-NONE").contains(file.toString());
        assertThat(cli.run("doctor").code()).isEqualTo(ExitCode.NO_POSTGRES);
    }

    @Test
    void explainsAProjectThatCannotBeWritten() throws IOException {
        Files.writeString(project.resolve(".sandbox"), "in the way");
        Cli.Result up = cli.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(up.err()).contains("PGR-PROJECT-READONLY").contains("sandbox run");
        Files.delete(project.resolve(".sandbox"));
    }

    @Test
    void namesTheConfigurationKeyThatIsUnknown() throws IOException {
        Files.writeString(project.resolve("postgres-ready.yaml"), "versoin: 17\n");
        Cli.Result up = cli.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.USAGE);
        assertThat(up.err()).contains("versoin").contains("known keys are");
        Files.delete(project.resolve("postgres-ready.yaml"));
    }

    @Test
    void tellsErrorsAsJson() {
        Cli.Result up = cli.run("up", "--provider", "remote", "--json");
        assertThat(up.out()).contains("\"exit_code\": 3").contains("\"code\": \"PGR-REMOTE-NONE\"");
        Cli.Result misspelled = cli.run("up", "--json", "--port", "many");
        assertThat(misspelled.out()).contains("\"exit_code\": 2", "many", "fix: see sandbox up --help");
        assertThat(misspelled.err()).startsWith("error: ").contains("many");
        assertThat(cli.run("run", "--bogus", "--", "npm", "--json").out()).isEmpty();
    }

    /** Whoever asks for a container never gets a process of embedded binaries. */
    @Test
    void startsNothingElseWhereNoEngineIs() {
        Cli.Result up = cli.with("DOCKER_HOST", "unix://" + project.resolve("gone.sock"))
                .run("up", "--provider", "docker");
        assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(up.err()).contains("PGR-DOCKER-HOST-MISSING", "considered docker; none started");
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void printsAStackTraceOnlyWhenAsked() {
        assertThat(cli.run("up", "--postgres", "99", "--stacktrace").err()).contains("\tat ");
    }
}
