package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorForAgentTest {

    private static final int MOST_LINES = 15;

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @Test
    void saysWhatToRunNow() throws IOException {
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("works: yes, through"))
                .contains("run now: sandbox run -- mvn test");
    }

    @Test
    void offersNoServerThatWouldBeEndedInTheBackground() {
        cli.with("CODEX_SANDBOX_NETWORK_DISABLED", "1");
        assertThat(lines())
                .anyMatch(line -> line.contains("run now: sandbox run -- "))
                .noneMatch(line -> line.contains("sandbox up"));
        assertThat(cli.run("doctor", "--json").out()).doesNotContain("\"sandbox up\"");
        assertThat(cli.run("status").err())
                .contains("fix: sandbox run -- COMMAND")
                .doesNotContain("sandbox up");
        assertThat(cli.run("env").err()).contains("fix: sandbox run -- COMMAND").doesNotContain("sandbox up");
        Cli.Result refused = cli.run("sql", "--url", "postgresql://u@127.0.0.1:1/d", "select 1");
        assertThat(refused.err()).contains("sandbox run -- COMMAND").doesNotContain(": sandbox up");
    }

    @Test
    void warnsOfAServerThatWillBeEnded() {
        try (Cli inside = new Cli(project).with("SANDBOX_RUNTIME", "1")) {
            Cli.Result up = inside.run("up");
            assertThat(up.code()).as(up.err()).isZero();
            assertThat(up.err()).contains("ends with the command that started it", "fix: sandbox run -- COMMAND");
        }
    }

    @Test
    void offersOneThatStaysElsewhere() {
        cli.without("CODEX_SANDBOX_NETWORK_DISABLED").without("CODEX_SANDBOX").without("SANDBOX_RUNTIME");
        assertThat(lines()).anyMatch(line -> line.contains("sandbox up"));
    }

    @Test
    void asksForTheExactLineOfTheSandboxThatIsNamed() throws IOException {
        Path file = Files.writeString(project.resolve("file"), "");
        cli.with("POSTGRES_READY_CACHE", file + "/cache").with("POSTGRES_READY_PROVIDER", "embedded");
        cli.with("CODEX_SANDBOX_NETWORK_DISABLED", "1");
        assertThat(lines())
                .contains("works: no, no Postgres can be had here")
                .anyMatch(line -> line.startsWith("blocked: ") && line.endsWith("[PGR-CACHE-NONE]"))
                .anyMatch(line -> line.startsWith("  ask the human: ") && line.contains("writable_roots = "))
                .anyMatch(line -> line.startsWith("  you: ") && line.contains("POSTGRES_READY_CACHE"))
                .contains("retryable: no, nothing changes until that is done");
    }

    @Test
    void neverOffersAnotherEngine() throws IOException {
        Path file = Files.writeString(project.resolve("file"), "");
        cli.with("REDIS_URL", "redis://127.0.0.1:1");
        cli.with("POSTGRES_READY_CACHE", file + "/cache");
        assertThat(String.join("\n", lines()).toLowerCase(Locale.ROOT))
                .doesNotContain("h2", "sqlite", "hsql", "derby", "pglite", "in memory", "in-memory", "mock");
    }

    private List<String> lines() {
        List<String> lines = cli.run("doctor", "--for-agent").out().lines().toList();
        assertThat(lines)
                .hasSizeLessThanOrEqualTo(MOST_LINES)
                .last()
                .isEqualTo("rule: keep testing on a real Postgres, and skip no test");
        return lines;
    }
}
