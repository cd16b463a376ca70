package dev.postgresready.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that gets a database of its own. */
class RunCommandTest {

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @Test
    void provisionsForOneCommandAndLeavesNothing() throws IOException, InterruptedException {
        Path seen = project.resolve("seen");
        Cli.Result result = cli.run("run", "--role", "owner", "--", "sh", "-c", "echo \"$DATABASE_URL\" > seen");
        assertThat(result.code()).as(result.err()).isZero();
        String url = Files.readString(seen).strip();
        assertThat(url).contains("metaextract_migrator:");
        cli.awaitGone(url);
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void saysThatACommandDoesNotExist() {
        Cli.Result result = cli.run("run", "--", "no-such-program");
        assertThat(result.code()).isEqualTo(127);
        assertThat(result.err()).contains("no-such-program: not found");
        assertThat(cli.run("run", "--", "./no-such-program").code()).isEqualTo(127);
    }

    @Test
    void saysThatACommandIsNotExecutable() throws IOException {
        Files.writeString(project.resolve("notes.txt"), "not a program");
        Cli.Result result = cli.run("run", "--", "./notes.txt");
        assertThat(result.code()).isEqualTo(126);
        assertThat(result.err()).contains("chmod +x ./notes.txt");
    }
}
