package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say in a project that was copied together with the sandbox of the original. */
class CopiedProjectTest {

    private static final String CODE = "PGR-SANDBOX-COPIED";

    @TempDir
    Path directory;

    @AfterEach
    void removeSandbox() {
        original().close();
    }

    @Test
    void saysWhoseSandboxItIsWhereNoneIsFound() throws IOException {
        Cli copy = copy();
        for (List<String> command : List.of(
                List.of("reset", "--yes"),
                List.of("status"),
                List.of("down"),
                List.of("sql", "select 1"),
                List.of("env"),
                List.of("logs"),
                List.of("migrate"),
                List.of("verify"),
                List.of("backup"))) {
            Cli.Result result = copy.run(command.toArray(String[]::new));
            assertThat(result.code()).as(command + result.err()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(result.err()).as(command.toString()).contains(CODE, "--project '" + directory + "'");
        }
        assertThat(copy.run("status", "--json").out()).contains("\"running\": false", CODE);
        assertThat(copy.run("reset", "--yes", "--json").out()).contains("\"findings\"", CODE);
        assertThat(original().run("status").code()).isZero();
    }

    @Test
    void runsACommandOnANewDatabaseAndSaysWhy() throws IOException {
        Cli.Result run = copy().run("run", "--", "true");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("a new database: the sandbox in this directory was copied")
                .contains(CODE);
    }

    @Test
    void saysWhatIsWrongWithAState() throws IOException {
        Path state = copy().project().resolve(".sandbox/state.properties");
        Files.writeString(state, "pid=none\n");
        assertThat(new Cli(directory.resolve("copied")).run("reset", "--yes").err())
                .contains("PGR-SANDBOX-STATE")
                .contains(state.toString());
    }

    private Cli original() {
        return new Cli(directory);
    }

    private Cli copy() throws IOException {
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/001_plans.sql"), "create table plans (code text primary key);");
        Cli.Result up = original().run("up");
        assertThat(up.code()).as(up.err()).isZero();
        Path copied = directory.resolve("copied/.sandbox");
        Files.createDirectories(copied.resolve("data"));
        Files.copy(
                directory.resolve(".sandbox/state.properties"),
                copied.resolve("state.properties"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return new Cli(directory.resolve("copied"));
    }
}
