package dev.postgresready.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.diagnosis.Surroundings;
import dev.postgresready.host.SandboxFact;
import dev.postgresready.host.SandboxState;
import dev.postgresready.host.Setting;
import dev.postgresready.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says by itself is what the program says; where it does not know, it asks the program. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the launcher asks the program each time")
class LauncherAnswersTest {

    private static final int NO_JAVA = 3;
    private static final List<String> CALLS = List.of(
            "status",
            "status --json",
            "env",
            "env --json",
            "env --format dotenv",
            "env --format shell",
            "env --format json",
            "env --format jdbc",
            "env --format spring",
            "up",
            "up --json");

    @TempDir
    private static Path home;

    private static Launcher launcher;

    @TempDir
    Path project;

    @BeforeAll
    static void buildOnce(@TempDir Path nothing) throws IOException {
        launcher = Launcher.in(home);
        assertThat(launcher.run(nothing, "status").exitCode()).isEqualTo(ExitCode.NO_POSTGRES);
    }

    @AfterEach
    void removeTheSandbox() {
        launcher.run(project, "down", "--purge");
    }

    @Test
    void tellsOfAServerAsLongAsItRuns() throws IOException, InterruptedException {
        assertAsked();
        up();
        assertKnown();
        Path answers = project.resolve(".sandbox/answers");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(answers)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(answers.resolve("+env"))))
                .isEqualTo("rw-------");

        List<String> before = known();
        signal("-STOP");
        assertNotKnown();
        signal("-CONT");
        assertThat(known()).isEqualTo(before);

        assertThat(launcher.run(project, "down").exitCode()).isZero();
        // withdrawn before the server was told to end, so that no up speaks of a server that is about to
        assertThat(answers.resolve("server")).doesNotExist();
        assertAsked();
        up();
        assertKnown();
        kill();
        assertAsked();
        up();
        assertKnown();
    }

    @Test
    void failsForAResultThatCannotBeWrittenAndReadsNothingWhereInputIsClosed() throws IOException {
        up();
        for (String call :
                List.of("status", "env --json", "up --json", "sql 'select 1'", "--help", "explain PGR-ROOT")) {
            ProcessResult full = launcher.shell(project, "sh \"$0\" " + call + " >/dev/full");
            assertThat(full.output()).as(call).contains("error: cannot write the result: No space left on device");
            assertThat(full.exitCode()).as(call).isEqualTo(ExitCode.USAGE);
        }
        assertThat(launcher.shell(project, "sh \"$0\" up >/dev/full").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(launcher.shell(project, "sh \"$0\" env >&-").exitCode()).isEqualTo(ExitCode.USAGE);
        ProcessResult closed = launcher.shell(project, "sh \"$0\" sql <&-");
        assertThat(closed.exitCode()).as(closed.output()).isZero();
        assertThat(closed.output()).isEmpty();
    }

    @Test
    void saysThatItsDirectoryIsGone() {
        ProcessResult gone = launcher.shell(
                project, "mkdir gone && cd gone && rmdir ../gone && sh \"$0\" status 2>&1 | grep -v getcwd");
        assertThat(gone.output())
                .isEqualToIgnoringNewLines("sandbox: the current directory was removed: cd to one that exists");
    }

    @Test
    void leavesAnUpThatAsksForSomethingToTheProgram() throws IOException {
        up();
        for (Setting setting : Setting.values()) {
            // the cache is asked about a server that starts
            assertUp(Map.of(setting.variable(), "17"), setting == Setting.CACHE ? ExitCode.OK : NO_JAVA);
        }
        for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            assertUp(Map.of(name, "-Dpostgres.ready.version=17"), NO_JAVA);
        }
        for (String sign : Surroundings.ENDS_BACKGROUND) {
            if (!sign.startsWith("/proc/")) {
                assertUp(Map.of(sign, "1"), NO_JAVA);
                assertThat(launcher.run(project, Map.of(sign, "1"), "up").output())
                        .contains("ends with the command that started it");
            }
        }
        assertUp(Map.of(), ExitCode.OK);
        Path file = Files.writeString(project.resolve("postgres-ready.yaml"), "version: 12\n");
        assertUp(Map.of(), NO_JAVA);
        assertThat(launcher.run(project, "up").exitCode()).isEqualTo(ExitCode.USAGE);
        Files.delete(file);
        Files.createSymbolicLink(file, project.resolve("nowhere"));
        assertUp(Map.of(), NO_JAVA);
        Files.delete(file);
        assertUp(Map.of(), ExitCode.OK);
        for (String call : List.of("up --seed 5", "up --port 5000", "up --json --json", "up -C .", "up x")) {
            assertThat(launcher.withoutJava(project, Map.of(), call.split(" ")).exitCode())
                    .as(call)
                    .isEqualTo(NO_JAVA);
        }
    }

    private void assertUp(Map<String, String> variables, int code) throws IOException {
        for (String call : List.of("up", "up --json")) {
            assertThat(launcher.withoutJava(project, variables, call.split(" ")).exitCode())
                    .as(call + " with " + variables)
                    .isEqualTo(code);
        }
    }

    @Test
    void saysNothingOfTheOriginalInACopyOfItsProject() throws IOException {
        up();
        Path copied = project.resolve("copied");
        Path sandbox = project.resolve(".sandbox");
        for (Path file : List.of(SandboxFact.stateFile(sandbox), sandbox.resolve("answers"))) {
            Files.createDirectories(copied.resolve(".sandbox"));
            copy(file, copied.resolve(".sandbox").resolve(file.getFileName()));
        }
        for (Path file : answers(sandbox)) {
            copy(file, copied.resolve(".sandbox/answers").resolve(file.getFileName()));
        }
        for (String call : CALLS) {
            assertThat(launcher.withoutJava(copied, Map.of(), call.split(" ")).exitCode())
                    .as(call)
                    .isEqualTo(NO_JAVA);
        }
        assertKnown();
    }

    private static List<Path> answers(Path sandbox) throws IOException {
        try (Stream<Path> files = Files.list(sandbox.resolve("answers"))) {
            return files.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** The program refuses it, and says why. */
    @Test
    void saysNothingOfWhatALinkLeadsTo() throws IOException {
        up();
        List<String> before = known();
        Path elsewhere = project.resolve("elsewhere");
        for (String linked : List.of(".sandbox", ".sandbox/answers")) {
            Path place = project.resolve(linked);
            Files.move(place, elsewhere);
            Files.createSymbolicLink(place, elsewhere);
            assertNotKnown();
            Files.delete(place);
            Files.move(elsewhere, place);
        }
        assertThat(known()).isEqualTo(before);
        kill();
    }

    @Test
    void believesNoFileThatIsAboutAnotherProcess() throws IOException {
        up();
        List<String> before = known();
        Path server = project.resolve(".sandbox/answers/server");
        List<String> lines = Files.readAllLines(server);
        List<String> others = List.of(
                home.resolve("another.jar").toString(),
                Long.toString(ProcessHandle.current().pid()),
                "1",
                "00000000-0000-0000-0000-000000000000",
                "2 7",
                project.resolve("elsewhere").toString());
        for (int line = 0; line < lines.size(); line++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(line, others.get(line));
            Files.write(server, changed);
            assertNotKnown();
        }
        Files.write(server, lines);
        assertThat(known()).isEqualTo(before);
        Files.writeString(state().dataDirectory().resolve("postmaster.pid"), "1\n");
        assertNotKnown();
        Files.write(server, lines.subList(0, 4));
        assertNotKnown();
        kill();
    }

    @Test
    void printsHelpAndExplanationsThatNeedNoTerminal() throws IOException {
        for (String call : List.of(
                "--help",
                "up -h",
                "backup prune --help",
                "--version",
                "explain PGR-ROOT",
                "explain index.fk",
                "explain")) {
            ProcessResult known = launcher.withoutJava(project, Map.of(), call.split(" "));
            assertThat(known.exitCode()).as(call).isZero();
            // the parser takes an equal width from the caller, the script leaves that to it
            ProcessResult asked = launcher.run(project, Map.of("COLUMNS", "100"), call.split(" "));
            assertThat(known.output()).as(call).isEqualTo(asked.output()).isNotBlank();
        }
        for (String call : List.of("explain root", "explain PGR-NONSENSE", "up --hel", "../+--help", "down --purge")) {
            assertThat(launcher.withoutJava(project, Map.of(), call.split(" ")).exitCode())
                    .as(call)
                    .isEqualTo(NO_JAVA);
        }
        assertThat(launcher.withoutJava(project, Map.of("COLUMNS", "70"), "--help")
                        .exitCode())
                .isEqualTo(NO_JAVA);
        assertThat(launcher.withoutJava(project, Map.of(), "up --help").exitCode())
                .isEqualTo(NO_JAVA);
    }

    private void up() {
        ProcessResult up = launcher.run(project, "up", "--seed", "5");
        assertThat(up.exitCode()).as(up.output()).isZero();
    }

    /** Without a JVM the launcher says what the program says, asked with an option that makes no difference. */
    private void assertKnown() throws IOException {
        assertThat(known())
                .isEqualTo(
                        CALLS.stream().map(call -> inTheLongWay(call).output()).toList());
    }

    private List<String> known() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String call : CALLS) {
            ProcessResult known = launcher.withoutJava(project, Map.of(), call.split(" "));
            assertThat(known.exitCode()).as(call + ": " + known.output()).isZero();
            texts.add(known.output());
        }
        return texts;
    }

    private void assertNotKnown() throws IOException {
        for (String call : CALLS) {
            ProcessResult result = launcher.withoutJava(project, Map.of(), call.split(" "));
            assertThat(result.exitCode()).as(call).isEqualTo(NO_JAVA);
            assertThat(result.output()).contains("no java");
        }
    }

    /** Where nothing runs the program says so. */
    private void assertAsked() throws IOException {
        assertNotKnown();
        for (String call : CALLS.subList(0, 3)) {
            ProcessResult result = launcher.run(project, call.split(" "));
            assertThat(result.exitCode()).as(call).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(result.output()).isEqualTo(inTheLongWay(call).output());
        }
    }

    private ProcessResult inTheLongWay(String call) {
        List<String> words = new ArrayList<>(List.of(call.split(" ")));
        words.addAll(List.of("-C", "."));
        return launcher.run(project, words.toArray(String[]::new));
    }

    private SandboxState state() {
        return SandboxFact.read(project.resolve(".sandbox")).state().orElseThrow();
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = state().pid();
        assertThat(new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor())
                .isZero();
        String expected = name.equals("-STOP") ? ") T" : ") S";
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.readString(stat).contains(expected) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(stat).content().contains(expected);
    }

    private void kill() {
        ProcessHandle server = ProcessHandle.of(state().pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
