package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.database.DatabaseUrl;
import dev.postgresready.host.Environment;
import dev.postgresready.host.HostProbe;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands where sockets are denied, each in a JVM of its own as its user starts it. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "system calls are denied by seccomp")
class DeniedSocketsCommandTest {

    @TempDir
    Path project;

    @AfterEach
    void removeSandbox() {
        new Cli(project).close();
    }

    @ParameterizedTest
    @CsvSource({"inet, UNIX, postgresql://", "codex, FIFO, jdbc:postgresql://"})
    void startFindRunAndStop(String denials, String transport, String scheme) {
        ProcessResult up = under(denials, "up");
        assertThat(up.succeeded()).as(up.output()).isTrue();
        assertThat(up.output()).contains("DATABASE_URL=" + scheme);
        assertThat(under(denials, "sql", "--csv", "select count(*) as users from users")
                        .output())
                .contains("users\n36");
        ProcessResult run =
                under(denials, "run", "--", "sh", "-c", "echo \"url $DATABASE_URL\"; echo $JDBC_DATABASE_URL");
        String url = run.output().replaceAll("(?s).*url (\\S+).*", "$1");
        assertThat(DatabaseUrl.parse(url).localAddress().orElseThrow().transport())
                .hasToString(transport);
        assertThat(run.output()).contains("\njdbc:postgresql://127.0.0.1:5432/metaextract?socketFactory=");
        assertThat(under(denials, "status", "--json").output())
                .contains("\"transport\": \"" + transport.toLowerCase(java.util.Locale.ROOT) + "\"");
        assertThat(under(denials, "doctor").output())
                .contains("denies sockets on 127.0.0.1")
                .contains("sandbox    running: ");
        if (transport.equals("FIFO")) {
            assertThat(run.output()).contains("use sandbox sql instead");
        }
        assertThat(under(denials, "down", "--purge").output()).contains("removed");
        assertThat(project).isEmptyDirectory();
    }

    private ProcessResult under(String denials, String... arguments) {
        CageProgram cage = CageProgram.unpack(HostProbe.look(Environment.current(), project));
        List<String> words = new ArrayList<>(List.of(cage.file().toString(), "-d", denials, "--"));
        words.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), SandboxCli.class.getName()));
        words.addAll(List.of(arguments));
        return ProcessRunner.run(Command.of(project, words), Duration.ofMinutes(2));
    }
}
