package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.host.DockerAnswer;
import dev.postgresready.host.HostProbe;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a sandbox in a container. */
class ContainerSandboxCommandTest {

    @TempDir
    private Path project;

    /** Elsewhere there may be none; in CI, which starts one, a skip would hide something. */
    @BeforeEach
    void findEngine() {
        DockerAnswer answer = HostProbe.look().docker().ask();
        boolean there = answer instanceof DockerAnswer.Reachable;
        if (System.getenv("CI") == null) {
            assumeTrue(there, answer.toString());
        }
        assertThat(there).as(answer.toString()).isTrue();
    }

    @Test
    void tellsWhereItIsAndWhereItsDataAre() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--provider", "docker", "--fixture", "instantviz", "--seed", "tiny");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            assertThat(up.err()).contains("start a container of postgres:17, to stay: 127.0.0.1:");
            assertThat(up.out())
                    .matches("DATABASE_URL=postgresql://instantviz_app:\\S+@127\\.0\\.0\\.1:\\d+/instantviz\\R");
            assertThat(cli.run("up").out()).isEqualTo(up.out());
            assertThat(cli.run("sql", "--csv", "select count(*) as n from users")
                            .out())
                    .isEqualToIgnoringNewLines("n34");
            assertThat(cli.run("status").out())
                    .contains(", container postgres-ready-")
                    .contains("data in volume postgres-ready-");
            assertThat(cli.run("status", "--json").out()).contains("\"provider\": \"docker\"", "\"container\": \"");
            assertThat(cli.run("logs").out()).contains("database system is ready to accept connections");
            assertThat(cli.run("down").out()).startsWith("stopped; its data is kept in volume postgres-ready-");
            assertThat(cli.run("status").out()).startsWith("not running; data of an earlier one is kept in volume ");
            assertThat(cli.run("up").err()).contains("running again, with its data");
            assertThat(cli.run("down", "--purge").out()).startsWith("stopped; removed");
            assertThat(project.resolve(".sandbox")).doesNotExist();
        }
    }
}
