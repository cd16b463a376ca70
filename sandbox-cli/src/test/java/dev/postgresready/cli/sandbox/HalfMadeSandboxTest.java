package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.provision.sandbox.SandboxServer;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the start of its server and the end of its seed a sandbox is nobody's, whether its command lives or was killed. */
class HalfMadeSandboxTest {

    private static final String UNFINISHED = "PGR-SANDBOX-UNFINISHED";

    @TempDir
    Path directory;

    private Path project;
    private Path migration;
    private Cli cli;

    @BeforeEach
    void open() throws IOException {
        project = directory.resolve("project");
        migration = project.resolve("migrations/001_plans.sql");
        Files.createDirectories(migration.getParent());
        cli = new Cli(project);
    }

    @AfterEach
    void removeSandbox() {
        cli.close();
    }

    @Test
    void isToldAsStartingAndThenAsUnfinishedUntilTheNextUp() throws Exception {
        Files.writeString(migration, "create table plans (code text);\nselect pg_sleep(60);");
        Process up = start("up");
        awaitState(up, "=17?");
        assertNotHandedOut("is starting: another command is at work on it");

        up.destroyForcibly().waitFor();
        assertNotHandedOut("is unfinished");
        assertThat(cli.run("doctor").out()).contains(UNFINISHED);
        cli.with("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/another");
        assertThat(cli.run("sql", "select 1").err())
                .as("not another database instead")
                .contains(UNFINISHED);
        cli.without("DATABASE_URL");

        Files.writeString(migration, "create table plans (code text);");
        Cli.Result healed = cli.run("up");
        assertThat(healed.code()).as(healed.err()).isZero();
        assertThat(cli.run("status").out()).startsWith("running: ");
        assertThat(cli.run("sql", "--csv", "select count(*) as n from plans").out())
                .isEqualToIgnoringNewLines("n0");
    }

    @Test
    void keepsItsDataWhereAnUpWasKilledThatStartedItAgain() throws Exception {
        Files.writeString(migration, "create table plans (code text);");
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "insert into plans values ('pro')").code()).isZero();
        cli.run("down");
        Path next = Files.writeString(migration.resolveSibling("002_next.sql"), "select pg_sleep(60);");
        Process up = start("up");
        awaitState(up, "!");
        assertNotHandedOut("is starting");
        up.destroyForcibly().waitFor();
        assertNotHandedOut("is unfinished");

        Files.writeString(next, "select 1;");
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "--csv", "select code from plans").out()).isEqualToIgnoringNewLines("codepro");
    }

    @Test
    void isMadeAnewByTheNextUpWhereAResetWasKilled() throws Exception {
        Files.writeString(migration, "create table plans (code text);");
        assertThat(cli.run("up").code()).isZero();
        ConnectionInfo admin =
                new SandboxServer(SandboxLookup.from(project).running().orElseThrow()).admin();
        try (Connection connection = DataSources.plain(admin).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table pg_database in share mode");
            Process reset = start("reset", "--yes");
            awaitState(reset, "!");
            reset.destroyForcibly().waitFor();
        }
        assertNotHandedOut("is unfinished");
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "--csv", "select count(*) as n from plans").out())
                .isEqualToIgnoringNewLines("n0");
    }

    private void assertNotHandedOut(String why) {
        Cli.Result status = cli.run("status");
        assertThat(status.code()).as(status.out()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(status.out()).contains(why);
        assertThat(status.err()).contains(UNFINISHED, "sandbox up");
        assertThat(cli.run("status", "--json").out()).contains("\"running\": false", UNFINISHED);
        for (String[] call :
                new String[][] {{"env"}, {"sql", "select 1"}, {"sql", "--json", "select 1"}, {"run", "--", "true"}}) {
            Cli.Result result = cli.run(call);
            assertThat(result.code()).as(call[0]).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(result.err()).as(call[0]).contains(UNFINISHED, "sandbox up");
        }
    }

    private void awaitState(Process process, String version) throws Exception {
        Path state = project.resolve(".sandbox/state.properties");
        boolean there = false;
        while (!there) {
            assertThat(process.isAlive()).isTrue();
            there = Files.exists(state)
                    && Files.readAllLines(state).stream()
                            .anyMatch(line -> line.startsWith("serverVersion=") && line.endsWith(version));
            Thread.sleep(10);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxCli.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
