package dev.postgresready.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that gets a database of its own. */
class RunCommandTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"run", "matrix 17"})
    void hidesVariablesThatLeadElsewhere(String words) throws IOException {
        Map<String, String> hostile = Map.of(
                "PGHOSTADDR", "192.0.2.1",
                "PGSERVICE", "production",
                "PGSSLMODE", "verify-full",
                "PGOPTIONS", "-c search_path=other",
                "PGAPPNAME", "mine");
        ProcessResult result = inNewJvm(words, hostile, "sh", "-c", "env > seen");
        assertThat(project.resolve("seen"))
                .as(result.output())
                .content()
                .contains("PGHOST=", "PGAPPNAME=mine")
                .doesNotContain("PGHOSTADDR", "PGSERVICE", "PGSSLMODE", "PGOPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "matrix 17"})
    void replacesUrlsOfOthersByItsOwn(String words) throws IOException {
        Map<String, String> others = Map.of(
                "JDBC_DATABASE_URL", "jdbc:postgresql://prod.example:5432/live",
                "JDBC_DATABASE_USERNAME", "live",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://prod.example:5432/live");
        ProcessResult result = inNewJvm(words, others, "sh", "-c", "env > seen");
        assertThat(result.output())
                .containsOnlyOnce("note: set for another database, so replaced by this one's: SPRING_DATASOURCE_URL\n");
        Map<String, String> seen = seen();
        assertThat(seen)
                .containsEntry("JDBC_DATABASE_USERNAME", seen.get("PGUSER"))
                .containsEntry("JDBC_DATABASE_PASSWORD", seen.get("PGPASSWORD"))
                .containsEntry("SPRING_DATASOURCE_URL", seen.get("JDBC_DATABASE_URL"))
                .containsEntry("SPRING_DATASOURCE_USERNAME", seen.get("PGUSER"))
                .containsEntry("SPRING_DATASOURCE_PASSWORD", seen.get("PGPASSWORD"));
        assertThat(seen.get("JDBC_DATABASE_URL"))
                .startsWith("jdbc:postgresql://" + seen.get("PGHOST") + ":" + seen.get("PGPORT") + "/"
                        + seen.get("PGDATABASE"));
    }

    @Test
    void addsNoVariablesOfSpring() throws IOException {
        ProcessResult result = inNewJvm("run", Map.of(), "sh", "-c", "env > seen");
        assertThat(result.output()).doesNotContain("replaced");
        assertThat(seen()).containsKey("JDBC_DATABASE_URL").doesNotContainKey("SPRING_DATASOURCE_URL");
    }

    private Map<String, String> seen() throws IOException {
        return Files.readAllLines(project.resolve("seen")).stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (one, other) -> other));
    }

    /** What the program on the other end is, nobody knows; many refuse passwords that are hashed less often. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "matrix 17"})
    void letsEveryClientIn(String words) {
        List<String> asking = new ArrayList<>(sandbox());
        asking.addAll(List.of("sql", "show scram_iterations"));
        ProcessResult result = inNewJvm(words, Map.of("POSTGRES_READY_VERSION", "17"), asking.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("4096");
    }

    private ProcessResult inNewJvm(String words, Map<String, String> variables, String... child) {
        List<String> command = new ArrayList<>(sandbox());
        command.addAll(List.of(words.split(" ")));
        command.add("--");
        command.addAll(List.of(child));
        return ProcessRunner.run(new Command(command, project, variables), Duration.ofMinutes(2));
    }

    private static List<String> sandbox() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxCli.class.getName());
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
}
