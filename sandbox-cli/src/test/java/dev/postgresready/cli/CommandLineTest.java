package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.ExitCode;
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
}
