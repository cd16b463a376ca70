package dev.postgresready.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void endsTheCommandWhatItStartedAndItsDatabase() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        Process run = start(
                project,
                talk,
                "run",
                "--",
                "sh",
                "-c",
                "echo \"$DATABASE_URL\" > ../url; sleep 1000 & echo $! > ../below; echo begun >&2; wait");
        awaitText(run, talk, "begun");
        long pid = Long.parseLong(Files.readString(directory.resolve("below")).strip());
        ProcessHandle below = ProcessHandle.of(pid).orElseThrow();
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        below.onExit().get(30, TimeUnit.SECONDS);
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

    /** Asked without the driver, and with it. */
    @ParameterizedTest
    @ValueSource(strings = {"select pg_sleep(600)", "select 1; select pg_sleep(600)"})
    void cancelsTheStatementThatTheServerIsAt(String statements) throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            Process sql = start(project, talk, "sql", statements);
            while (sleeping(cli) == 0) {
                assertThat(sql.isAlive()).as(Files.readString(talk)).isTrue();
            }
            sql.destroy();
            assertEndsSoon(sql);
            assertThat(Files.readString(talk)).contains("interrupted");
            assertThat(sleeping(cli)).isZero();
        }
    }

    private static int sleeping(Cli cli) {
        Cli.Result asked = cli.run(
                "sql",
                "--csv",
                "select count(*) as n from pg_stat_activity"
                        + " where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()");
        return Integer.parseInt(asked.out().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void waitsForNoServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://u@127.0.0.1:" + silent.getLocalPort() + "/x";
            Process sql = start(directory, directory.resolve("talk"), "sql", "--url", url, "select 1");
            try (Socket login = silent.accept()) {
                assertThat(login.getInputStream().read()).isNotNegative();
                sql.destroy();
                assertEndsSoon(sql);
            }
        }
    }

    @Test
    void takesTheEndForAnAnswer() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path talk = directory.resolve("talk");
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up", "--seed", "5").code()).isZero();
            Process reset = start(project, talk, List.of("-Dpostgres.ready.cli.terminals=02"), "reset");
            awaitText(reset, talk, "[y/N]");
            // the process's own way closes its input too, which is an answer
            reset.toHandle().destroy();
            assertEndsSoon(reset);
            assertThat(Files.readString(talk)).contains("interrupted; nothing was changed");
        }
    }

    @Test
    void isNotWaitedForWhereTheCommandBroke() throws Exception {
        String withoutParser = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("picocli"))
                .collect(Collectors.joining(File.pathSeparator));
        Path talk = directory.resolve("talk");
        Process down = start(directory, talk, List.of("-cp", withoutParser), "down");
        assertThat(down.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(talk)).contains("NoClassDefFoundError");
        assertThat(down.exitValue()).isEqualTo(1);
    }

    private static void assertEndsSoon(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    }

    private static Process start(Path project, Path talk, String... arguments) throws IOException {
        return start(project, talk, List.of(), arguments);
    }

    private static Process start(Path project, Path talk, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(SandboxCli.class.getName());
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
