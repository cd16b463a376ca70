package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command line; Maven is stood for by a script that makes a jar of the classes here. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for a POSIX shell")
class LauncherScriptTest {

    @TempDir
    Path home;

    private Path target;

    @BeforeEach
    void copyTheScript() throws IOException {
        target = home.resolve("sandbox-cli/target");
        Files.createDirectories(home.resolve("sandbox-cli/src/main"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("../sandbox"), home.resolve("sandbox"));
        Files.createDirectories(home.resolve("made"));
        Files.createDirectories(home.resolve("made/lib"));
        Path manifest = Files.writeString(home.resolve("made/manifest"), "Class-Path: " + classPath() + "\n");
        jar("cfm", "made/sandbox.jar", manifest.toString());
        Path maven = Files.writeString(home.resolve("bin/mvn"), """
                #!/bin/sh
                echo built >>built
                sleep 1
                mkdir -p sandbox-cli/target/lib
                cp made/lib/* sandbox-cli/target/lib
                cp made/sandbox.jar sandbox-cli/target/sandbox.jar
                """);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void buildsOnceForTwoTerminals() throws IOException {
        CompletableFuture<ProcessResult> one = CompletableFuture.supplyAsync(this::status);
        CompletableFuture<ProcessResult> other = CompletableFuture.supplyAsync(this::status);
        for (ProcessResult result : List.of(one.join(), other.join())) {
            assertThat(result.exitCode()).as(result.output()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(result.output()).contains("not running in ");
        }
        assertThat(home.resolve("built")).hasContent("built");
        assertThat(archive())
                .isRegularFile()
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(1_000_000));
        assertThat(status().output()).doesNotContain("building").contains("not running in ");
        assertThat(home.resolve("built")).hasContent("built");
    }

    @Test
    void saysNothingAboutAnArchiveThatCannotBeUsed() throws IOException {
        assertThat(status().exitCode()).isEqualTo(ExitCode.NO_POSTGRES);
        Path archive = archive();
        Files.delete(archive);
        Files.writeString(archive, "made by another JVM");
        ProcessResult result = status();
        assertThat(result.exitCode()).as(result.output()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(result.output().lines().filter(line -> !line.contains("fix: ")))
                .singleElement()
                .asString()
                .startsWith("not running in ");
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private ProcessResult status() {
        Path project = home.resolve("bin");
        return run(project, List.of("sh", home.resolve("sandbox").toString(), "status"));
    }

    private ProcessResult run(Path directory, List<String> words) {
        Map<String, String> variables = Map.of(
                "PATH",
                home.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"));
        return ProcessRunner.run(new Command(words, directory, variables), Duration.ofMinutes(2));
    }

    /** All that is on the class path here, as jars beside each other; a JVM archives nothing from directories. */
    private String classPath() throws IOException {
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry).toAbsolutePath();
            String name = names.size() + ".jar";
            if (Files.isRegularFile(from)) {
                Files.copy(from, home.resolve("made/lib").resolve(name));
                names.add("lib/" + name);
            } else if (Files.isDirectory(from)) {
                jar("cf", "made/lib/" + name, "-C", from.toString(), ".");
                names.add("lib/" + name);
            }
        }
        // lines of a manifest are short, and go on after a blank
        return String.join(" ", names).replaceAll("(?<=\\G.{50})", "\n ");
    }

    private void jar(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "jar").toString());
        words.addAll(List.of(arguments));
        assertThat(run(home, words).exitCode()).isZero();
    }
}
