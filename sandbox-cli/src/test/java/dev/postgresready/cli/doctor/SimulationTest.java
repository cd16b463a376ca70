package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examination of a machine that denies something, in a process that really is denied it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "denials are simulated on Linux only; other systems refuse")
class SimulationTest {

    @TempDir
    Path directory;

    @Test
    void showsTheHealingOfWhatIsDenied() throws Exception {
        Cli.Result result = doctor("--simulate", "shm-denied");
        assertThat(result.err()).contains("simulating shm-denied");
        assertThat(result.out()).contains("PGR-SHM-DENIED").contains("native helper");
        assertThat(result.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void showsWhatIsBlockedWithoutTheHealing() throws Exception {
        Cli.Result result = doctor("POSTGRES_READY_NATIVE=off", "--provider=embedded", "--simulate=shm-enosys", "-v");
        assertThat(result.out()).contains("Function not implemented").contains("no Postgres can be had");
        assertThat(result.code()).isEqualTo(ExitCode.NO_POSTGRES);
    }

    /** Low enough for a server, high enough for a JVM. */
    @ParameterizedTest
    @CsvSource({"stack=256k,PGR-LIMIT-STACK", "kill,PGR-SIGNALS-DENIED"})
    void saysWhatAServerWouldDieOf(String denial, String code) throws Exception {
        Cli.Result result = doctor("--provider=embedded", "--simulate", denial);
        assertThat(result.out())
                .contains("[" + code + "]", "no Postgres can be had")
                .doesNotContain("--check runs");
        assertThat(result.code()).isEqualTo(ExitCode.NO_POSTGRES);
    }

    @Test
    void speaksJson() throws Exception {
        Cli.Result result = doctor("--json", "--simulate", "shm-denied,unix");
        assertThat(result.out()).startsWith("{").contains("\"PGR-SHM-DENIED\"").endsWith("}\n");
    }

    @Test
    void listsWhatCanBeDenied() {
        Cli.Result result = new Cli(directory).run("doctor", "--simulate", "list");
        assertThat(result.code()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("codex\t").contains("devshm-1m\t").contains("shm\t");
    }

    @Test
    void namesWhatIsKnownWhereANameIsNot() {
        Cli.Result result = new Cli(directory).run("doctor", "--json", "--simulate", "shm,sokets");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains("unknown denial sokets; known are shm,")
                .contains("fix: see");
        assertThat(result.out()).contains("\"exit_code\": 2");
    }

    /** Of the real command; words with a capital at their start are variables of its environment. */
    private Cli.Result doctor(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxCli.class.getName(),
                "doctor"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("POSTGRES_READY") || name.startsWith("DATABASE"));
        for (String word : words) {
            if (Character.isUpperCase(word.charAt(0))) {
                builder.environment().put(word.split("=", 2)[0], word.split("=", 2)[1]);
            } else {
                command.add(word);
            }
        }
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = builder.command(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
