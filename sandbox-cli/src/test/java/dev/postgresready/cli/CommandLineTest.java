package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.connection.EnvFormat;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no sandbox. */
class CommandLineTest {

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @Test
    void provisionsForOneCommandAndLeavesNothing() throws IOException, InterruptedException {
        Path seen = project.resolve("seen");
        Cli.Result result = cli.run("run", "--role", "owner", "--", "sh", "-c", "echo \"$DATABASE_URL\" > seen");
        assertThat(result.code()).as(result.err()).isZero();
        String url = Files.readString(seen).strip();
        assertThat(url).contains("metaextract_migrator:");
        cli.awaitGone(url);
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void saysThatACommandDoesNotExist() {
        Cli.Result result = cli.run("run", "--", "no-such-program");
        assertThat(result.code()).isEqualTo(127);
        assertThat(result.err()).contains("no-such-program: not found");
        assertThat(cli.run("run", "--", "./no-such-program").code()).isEqualTo(127);
    }

    @Test
    void saysThatACommandIsNotExecutable() throws IOException {
        Files.writeString(project.resolve("notes.txt"), "not a program");
        Cli.Result result = cli.run("run", "--", "./notes.txt");
        assertThat(result.code()).isEqualTo(126);
        assertThat(result.err()).contains("chmod +x ./notes.txt");
    }

    @Test
    void examinesTheMachine() {
        Cli.Result doctor = cli.run("doctor");
        assertThat(doctor.code()).as(doctor.out()).isEqualTo(ExitCode.OK);
        assertThat(doctor.out())
                .contains("cache")
                .contains("plan 2     embedded")
                .contains("a Postgres can be had");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void failsForAServiceOnlyWhereItIsAskedFor() {
        cli.with("REDIS_URL", "redis://127.0.0.1:1");
        assertThat(cli.run("doctor").code()).isEqualTo(ExitCode.OK);
        Cli.Result asked = cli.run("doctor", "--services");
        assertThat(asked.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(asked.out()).contains("PGR-REDIS-REFUSED");
    }

    @Test
    void showsWhereSettingsComeFrom() {
        cli.with("POSTGRES_READY_VERSION", "16");
        assertThat(cli.run("doctor", "-v").out()).contains("16 (environment POSTGRES_READY_VERSION)");
    }

    @Test
    void explainsACodeForPeopleAndPrograms() {
        assertThat(cli.run("explain", "shm-denied").out())
                .startsWith("PGR-SHM-DENIED")
                .contains("agent:", "effect:", "in Codex: ", "in Kubernetes: ");
        assertThat(cli.run("explain", "--json").out()).contains("\"code\": \"PGR-CONNECT-REFUSED\"");
    }

    @Test
    void sweepsTheCache() {
        assertThat(cli.run("gc").out()).startsWith("removed ");
    }

    @Test
    void completesEveryCommand() {
        assertThat(cli.run("completion", "bash").out()).contains("doctor").contains("--migrations");
        assertThat(cli.run("completion", "fish").out()).contains("-a doctor").contains("-l migrations");
    }

    @Test
    void knowsWhenAStatementIsComplete() {
        assertThat(SqlPrompt.complete("select 1;")).isTrue();
        assertThat(SqlPrompt.complete("select ';")).isFalse();
        assertThat(SqlPrompt.complete("select 1 -- ;")).isFalse();
        assertThat(SqlPrompt.complete("do $$ begin null;")).isFalse();
    }

    @Test
    void quotesForTheShell() {
        assertThat(EnvFormat.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(EnvFormat.quoted("postgresql://u:p@h:1/d")).isEqualTo("postgresql://u:p@h:1/d");
    }
}
