package dev.postgresready.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, told to end while it works. */
class InterruptionTest {

    @TempDir
    Path directory;

    @Test
    void removesTheHalfMadeSandbox() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        Process up = start(project, talk, "up", "--seed", "large");
        awaitText(up, talk, "migrate");
        up.destroy();
        assertThat(up.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Files.readString(talk)).contains("interrupted; nothing half-made is left");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void endsTheCommandAndItsDatabase() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        Process run = start(
                project,
                talk,
                "run",
                "--",
                "sh",
                "-c",
                "echo \"$DATABASE_URL\" > ../url; echo begun >&2; exec sleep 1000");
        awaitText(run, talk, "begun");
        List<ProcessHandle> children = run.descendants().toList();
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(children).isNotEmpty();
        String url = Files.readString(directory.resolve("url")).strip();
        new Cli(project).awaitGone(url);
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void endsAllRunsOfAMatrixAndTheirDatabases() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        Process matrix = start(
                project,
                talk,
                "matrix",
                "16",
                "17",
                "--jobs",
                "2",
                "--",
                "sh",
                "-c",
                "echo \"$DATABASE_URL\" > ../url$POSTGRES_READY_VERSION; echo begun; sleep 1000");
        awaitText(matrix, talk, "[16] begun");
        awaitText(matrix, talk, "[17] begun");
        List<ProcessHandle> below = matrix.descendants().toList();
        matrix.destroy();
        assertThat(matrix.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(below).as("each run's shell, and what it waits for").hasSizeGreaterThan(3);
        for (ProcessHandle process : below) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        for (String url : List.of("url16", "url17")) {
            new Cli(project).awaitGone(Files.readString(directory.resolve(url)).strip());
        }
    }

    private static Process start(Path project, Path talk, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxCli.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectError(talk.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitText(Process process, Path file, String text) throws Exception {
        while (!Files.readString(file).contains(text)) {
            assertThat(process.isAlive()).as(Files.readString(file)).isTrue();
            Thread.sleep(10);
        }
    }
}
