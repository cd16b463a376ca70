package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project on a disk that is full, as a real one is. */
class FullProjectTest {

    @TempDir
    static Path project;

    private boolean mounted;
    private Cli cli;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "mode=755,size=150m", "tmpfs", project.toString()) == 0;
        assumeTrue(mounted, "mounting a tmpfs needs root and CAP_SYS_ADMIN");
        Files.createDirectory(project.resolve("migrations"));
        Files.writeString(project.resolve("migrations/001_plans.sql"), "create table plans (code text);");
        cli = new Cli(project);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            cli.close();
            assertThat(run("umount", project.toString())).isZero();
        }
    }

    @Test
    void saysThatItIsFullLeavesNothingAndWorksWhereRoomWasMade() throws IOException {
        fill();
        assertFull(cli.run("up"), ExitCode.NO_POSTGRES);
        assertThat(project.resolve(".sandbox")).doesNotExist();
        Files.delete(project.resolve("fill"));
        assertThat(cli.run("up").code()).isZero();
    }

    @Test
    void changesNothingItCannotFinish() throws IOException {
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "insert into plans values ('pro')").code()).isZero();
        fill();
        assertFull(cli.run("reset", "--yes"), ExitCode.NO_POSTGRES);
        assertFull(cli.run("backup"), ExitCode.FINDINGS);
        assertThat(cli.run("status").code()).isZero();
        assertThat(cli.run("sql", "--csv", "select code from plans").out()).isEqualToIgnoringNewLines("codepro");
        assertThat(cli.run("down").out()).startsWith("stopped");

        Files.delete(project.resolve("fill"));
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("backup").code()).isZero();
        assertThat(cli.run("reset", "--yes").code()).isZero();
    }

    private static void assertFull(Cli.Result result, int code) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err())
                .contains("PGR-DISK-FULL", project.toString(), "No space left on device", "needed: ", "bytes usable")
                .doesNotContain("PGR-PROJECT-READONLY");
    }

    private static void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(project.resolve("fill"))) {
            byte[] block = new byte[4096];
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
