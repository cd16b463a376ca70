package dev.postgresready.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a JVM longest is to load classes, so the commands that scripts call most load none that they do not need. */
class LoadedClassesTest {

    private static final String PARSER = " picocli.";
    private static final List<String> LARGE =
            List.of(PARSER, " org.postgresql.", " org.flywaydb.", " com.zaxxer.", " org.snakeyaml.", " com.google.");

    @TempDir
    Path project;

    @TempDir
    Path elsewhere;

    @Test
    void areFewWhereASandboxRunsOrNone() throws IOException {
        assertNoneOfThemLoaded(ExitCode.NO_POSTGRES, "status");
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            assertNoneOfThemLoaded(ExitCode.OK, "status");
            assertNoneOfThemLoaded(ExitCode.OK, "env");
            assertNoneOfThemLoaded(ExitCode.OK, "up");
        }
    }

    @Test
    void areTheParsersWhereThereIsSomethingToParse() throws IOException {
        assertThat(loaded(ExitCode.OK, "status", "--help")).anyMatch(line -> line.contains(PARSER));
    }

    @Test
    void areNeitherTheDriversNorFlywaysWhereASandboxComesUpAgain() throws IOException {
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            cli.run("down");
            assertNoneOfThemLoaded(ExitCode.OK, "up");
            assertThat(cli.run("status").code()).isZero();
        }
    }

    private void assertNoneOfThemLoaded(int code, String... words) throws IOException {
        List<String> loaded = loaded(code, words);
        assertThat(loaded).anyMatch(line -> line.contains(" dev.postgresready.cli.call.PlainCall "));
        for (String large : LARGE) {
            assertThat(loaded).as(String.join(" ", words)).noneMatch(line -> line.contains(large));
        }
    }

    private List<String> loaded(int code, String... words) throws IOException {
        Path log = elsewhere.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.postgresready.cli.SandboxCli"));
        command.addAll(List.of(words));
        ProcessResult result = ProcessRunner.run(new Command(command, project, Map.of()), Duration.ofMinutes(2));
        assertThat(result.exitCode()).as(result.output()).isEqualTo(code);
        return Files.readAllLines(log);
    }
}
