package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program cage, on this kernel. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the denials are those of this kernel")
class CageProgramTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    /** Where every account may walk in, as the checkout may be closed to others. */
    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeDirectories() throws IOException {
        open(directory);
        open(Files.createDirectory(home()));
        open(Files.createDirectory(project()));
        Files.copy(CagePrograms.ofThisMachine(), cage());
        open(cage());
    }

    @ParameterizedTest
    @CsvSource({
        "shm,Operation not permitted",
        "shm-denied,Operation not permitted",
        "shm-eacces,Permission denied",
        "shm-enosys,Function not implemented",
        "shm-enospc,No space left on device",
        "shm=ENOMEM,Cannot allocate memory",
        "seatbelt,Operation not permitted"
    })
    void answersAsItWasTold(String denial, String answer) {
        assertThat(caged(denial, "ipcmk", "-M", "64").output()).contains(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "unix,unix,Operation not permitted",
        "claude,unix,Operation not permitted",
        "codex,listen,Operation not permitted",
        "codex,connect,Operation not permitted",
        "bind-eacces,listen,Permission denied",
        "connect-denied,connect,Operation not permitted",
        "sockets-denied,unix,Operation not permitted",
        "sockets-denied,listen,Operation not permitted",
        "tcp,listen,Permission denied",
        "devshm-unwritable,memory,/dev/shm/",
        "home-unwritable,home,/home/",
        "workspace-only,memory,/dev/shm/",
        "seatbelt,connect,Operation not permitted"
    })
    void deniesWhatItIsNamedFor(String denial, String attempt, String answer) {
        String output = attempts(denial);
        assertThat(output).contains("here: done");
        assertThat(line(output, attempt)).contains(answer).doesNotContain("done");
    }

    @ParameterizedTest
    @CsvSource({
        "unix,listen",
        "claude,listen",
        "codex,unix",
        "inet,unix",
        "tcp,unix",
        "home-unwritable,memory",
        "devshm-unwritable,home",
        "shm,execute"
    })
    void leavesTheRestAlone(String denial, String attempt) {
        assertThat(attempts(denial)).contains(attempt + ": done");
    }

    @Test
    void deniesToExecuteWhatLiesInADirectory() {
        assertThat(line(attempts("noexec=" + home()), "execute")).contains("Permission denied");
    }

    @Test
    void runsAsAnAccountThatDoesNotExist() {
        assertThat(caged("uid=12345", "id", "-u").output().strip()).isEqualTo("12345");
    }

    @ParameterizedTest
    @CsvSource({"devshm-missing,No such file", "devshm-ro,Read-only", "devshm-8k,No space left"})
    void putsAnotherMemoryFileSystem(String denial, String answer) {
        ProcessResult result =
                caged(denial, "sh", "-c", "dd if=/dev/zero of=/dev/shm/postgres-ready-test-$$ bs=64k count=1; echo $?");
        assertThat(result.output()).contains(answer).endsWith("1\n");
    }

    @Test
    void leavesRootNoWayOutOfBeingRoot() {
        ProcessResult result = caged("uid=0,root-denied", "sh", "-c", "grep CapEff /proc/self/status; unshare -U true");
        assertThat(result.output()).contains("CapEff:\t0000000000000000").contains("unshare failed");
    }

    @Test
    void limitsResources() {
        assertThat(caged("files=77", "sh", "-c", "ulimit -n").output().strip()).isEqualTo("77");
        assertThat(caged("memory=5g", "sh", "-c", "ulimit -v").output().strip()).isEqualTo("5242880");
    }

    @ParameterizedTest
    @ValueSource(strings = {"devshm-1m", "uid=12345"})
    void runsNothingWhereADenialCannotBeHad(String denial) {
        ProcessResult result = caged("uid=4242,userns", cage().toString(), "-d", denial, "--", "echo", "ran");
        assertThat(result.exitCode()).isEqualTo(125);
        assertThat(result.output())
                .contains("cannot be had here: user namespace: EPERM; the command was not run")
                .doesNotContain("ran\n");
    }

    @Test
    void namesWhatItKnowsWhereANameIsUnknown() {
        ProcessResult result = caged("shm,socks", "echo", "ran");
        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.output())
                .startsWith("cage: unknown denial socks; known are shm, ")
                .doesNotContain("ran\n");
    }

    @ParameterizedTest
    @CsvSource({"uid,a value is missing", "shm=EHUH,unknown errno EHUH", "memory=lots,not a number: lots"})
    void refusesWhatItCannotRead(String denial, String reason) {
        ProcessResult result = caged(denial, "echo", "ran");
        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.output()).contains(reason).doesNotContain("ran\n");
    }

    @Test
    void endsAsTheCommandDoes() {
        assertThat(caged("shm", "sh", "-c", "exit 42").exitCode()).isEqualTo(42);
        assertThat(caged("shm", "no-such-program").exitCode()).isEqualTo(127);
        assertThat(caged("shm", "/etc/passwd").exitCode()).isEqualTo(126);
    }

    /** As a shell, cage takes a command for missing where a directory of PATH that may not be searched is all that is left. */
    @Test
    void takesNoCommandForDeniedBecauseOfADirectoryOfThePath() throws IOException {
        Path closed =
                Files.createDirectory(directory.resolve("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
        String stranger = "root".equals(System.getProperty("user.name")) ? "uid=4242" : "shm";
        ProcessResult result =
                caged(stranger, "env", "PATH=" + closed, cage().toString(), "-d", "shm", "--", "no-such-program");
        assertThat(result.output()).isEqualTo("cage: no-such-program: not found\n");
        assertThat(result.exitCode()).isEqualTo(127);
    }

    private static String attempts(String denial) {
        return SEEN.computeIfAbsent(
                denial,
                name -> caged(
                                name,
                                JAVA.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Path.of("target", "test-classes")
                                        .toAbsolutePath()
                                        .toString(),
                                Attempts.class.getName())
                        .output());
    }

    private static ProcessResult caged(String denials, String... command) {
        List<String> words = new ArrayList<>(List.of(cage().toString(), "-d", denials, "--"));
        words.addAll(List.of(command));
        return ProcessRunner.run(
                new Command(words, project(), Map.of("HOME", home().toString())), Duration.ofSeconds(60));
    }

    private static Path cage() {
        return directory.resolve("cage");
    }

    private static Path home() {
        return directory.resolve("home");
    }

    private static Path project() {
        return directory.resolve("project");
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static String line(String output, String attempt) {
        return output.lines()
                .filter(line -> line.startsWith(attempt + ":"))
                .findFirst()
                .orElse(output);
    }
}
