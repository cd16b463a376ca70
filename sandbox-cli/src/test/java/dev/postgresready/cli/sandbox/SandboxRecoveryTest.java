package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.process.Liveness;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next step that a command names leads on, whatever somebody did to the sandbox. */
class SandboxRecoveryTest {

    @TempDir
    Path project;

    private Path migration;
    private Cli cli;

    @BeforeEach
    void open() throws IOException {
        migration = project.resolve("migrations/001_plans.sql");
        Files.createDirectories(migration.getParent());
        Files.writeString(migration, "create table plans (code text);");
        cli = new Cli(project);
        // so that whoever the server runs as can reach data within
        letOthersIn("rwxr-xr-x");
        assertThat(cli.run("up").code()).isZero();
    }

    private void letOthersIn(String mode) throws IOException {
        Files.setPosixFilePermissions(project, PosixFilePermissions.fromString(mode));
    }

    @AfterEach
    void removeSandbox() {
        cli.close();
    }

    @Test
    void resetsWhatUpCannotStartAsAMigrationWasChanged() throws IOException {
        cli.run("down");
        Files.writeString(migration, "create table plans (code text, price int);");
        Cli.Result up = cli.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(up.err()).contains("rebuild the database: sandbox reset");

        Cli.Result asked = cli.run("reset");
        assertThat(asked.code()).isEqualTo(ExitCode.REFUSED);
        Cli.Result reset = cli.run("reset", "--yes");
        assertThat(reset.code()).as(reset.err()).isZero();
        assertThat(cli.run("status").out()).startsWith("running: ");
        assertThat(cli.run("sql", "--csv", "select count(price) as n from plans")
                        .out())
                .isEqualToIgnoringNewLines("n0");
    }

    @Test
    void resetsNothingWhereItsMigrationsFailAndGoesOnAsItWas() throws IOException {
        assertThat(cli.run("sql", "insert into plans values ('pro')").code()).isZero();
        Files.writeString(migration, "create table plans (code nothing);");
        Cli.Result reset = cli.run("reset", "--yes");
        assertThat(reset.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(cli.run("status").code()).isZero();
        assertThat(cli.run("sql", "--csv", "select code from plans").out()).isEqualToIgnoringNewLines("codepro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serverVersion=17.1\n", "not a state", "gone"})
    void stopsTheServerOfAStateThatIsGoneOrDamaged(String text) throws IOException {
        Path state = project.resolve(".sandbox/state.properties");
        long pid = SandboxLookup.from(project).running().orElseThrow().pid();
        if (text.equals("gone")) {
            Files.delete(state);
        } else {
            Files.writeString(state, text);
        }
        assertThat(cli.run("status").err()).contains("PGR-SANDBOX-STATE", "sandbox down --purge");
        Cli.Result up = cli.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(up.err()).contains("process " + pid, "sandbox down --purge");

        assertThat(cli.run("down").out()).startsWith("stopped");
        assertThat(ProcessHandle.of(pid).filter(Liveness::alive)).isEmpty();
        assertThat(cli.run("down", "--purge").code()).isZero();
        assertThat(cli.run("up").code()).isZero();
    }

    @Test
    void purgesWithItsServerWhatNoStateExplainsAndIsOutside() throws IOException {
        cli.run("down", "--purge");
        letOthersIn("rwx------");
        assertThat(cli.run("up").code()).isZero();
        long pid = SandboxLookup.from(project).running().orElseThrow().pid();
        Files.delete(project.resolve(".sandbox/state.properties"));
        assertThat(cli.run("down", "--purge").out()).startsWith("stopped; removed");
        assertThat(ProcessHandle.of(pid).filter(Liveness::alive)).isEmpty();
    }

    @Test
    void stopsNoOtherServerThatAPlantedLockFileNames(@TempDir Path other) throws IOException {
        Path lock = project.resolve(".sandbox/data/postmaster.pid");
        long pid = SandboxLookup.from(project).running().orElseThrow().pid();
        Path planted = other.resolve(".sandbox/data/postmaster.pid");
        Files.createDirectories(planted.getParent());
        Files.write(planted, List.of(Files.readString(lock)));
        new Cli(other).run("down", "--purge");
        assertThat(ProcessHandle.of(pid).filter(Liveness::alive)).isPresent();
        assertThat(cli.run("status").code()).isZero();
    }
}
