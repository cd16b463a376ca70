package dev.postgresready.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command line, as it builds and archives. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for a POSIX shell")
class LauncherScriptTest {

    @TempDir
    Path home;

    private Launcher launcher;

    @BeforeEach
    void copyTheScript() throws IOException {
        launcher = Launcher.in(home);
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

    @Test
    void believesNothingOfBeforeTheLibraryWasBuiltAnew() throws IOException {
        assertThat(status().exitCode()).isEqualTo(ExitCode.NO_POSTGRES);
        FileTime made = Files.getLastModifiedTime(archive());
        assertThat(explained()).isZero();
        Files.writeString(launcher.target().resolve("lib/postgres-ready-fixtures.jar"), "built beside the same jar");
        assertThat(explained()).isNotZero();
        assertThat(status().exitCode()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(Files.getLastModifiedTime(archive())).isGreaterThan(made);
        assertThat(explained()).isZero();
    }

    @Test
    void takesItsClassesFromTheArchiveThatIsMadeForItsJdk() throws IOException {
        assertThat(status().exitCode()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(archive().toString()).endsWith(Runtime.version().feature() < 25 ? ".jsa" : ".aot");
        Path log = home.resolve("classes.log");
        launcher.run(home.resolve("bin"), Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "status");
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" dev.postgresready.") && !line.contains("$$Lambda"))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    private int explained() throws IOException {
        return launcher.withoutJava(home.resolve("bin"), Map.of(), "explain", "PGR-ROOT")
                .exitCode();
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(launcher.target())) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private ProcessResult status() {
        return launcher.run(home.resolve("bin"), "status");
    }
}
