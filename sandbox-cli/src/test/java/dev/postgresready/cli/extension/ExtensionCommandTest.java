package dev.postgresready.cli.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension from its package to a sandbox that was restarted. */
class ExtensionCommandTest {

    @TempDir
    private Path project;

    private Path scripts;

    @BeforeEach
    void write() throws IOException {
        Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-xr-x"));
        scripts = Files.createDirectory(project.resolve("greeting"));
        Files.writeString(scripts.resolve("pgr_greeting.control"), "default_version = '1.0'\nrelocatable = true\n");
        Files.writeString(
                scripts.resolve("pgr_greeting--1.0.sql"),
                "create function greeting() returns text language sql as $$ select 'hello' $$;\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14", "16", "18"})
    void isAddedListedUsedRestartedAndRemoved(String version) {
        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("extension", "add", "greeting").code()).isEqualTo(ExitCode.FINDINGS);
            Cli.Result added = cli.run("extension", "add", "--postgres", version, "greeting");
            assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.OK);
            assertThat(added.out()).contains("pgr_greeting 1.0 for Postgres " + version);
            assertThat(cli.run("extension", "list", "--postgres", version).out())
                    .contains("pgr_greeting 1.0 for Postgres " + version + ", from greeting")
                    .containsPattern("in the embedded binaries of " + version + ": .*amcheck .*xml2");

            Cli.Result up = cli.run("up", "--postgres", version, "--extension", "pgr_greeting");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            cli.run("down");
            assertThat(cli.run("up").code()).isEqualTo(ExitCode.OK);
            assertThat(cli.run("sql", "--csv", "select greeting() as said").out())
                    .contains("hello");
            assertThat(cli.run("sql", "--role", "owner", "drop function greeting()")
                            .err())
                    .as("it belongs to the extension")
                    .contains("pgr_greeting");
            cli.run("down", "--purge");

            assertThat(cli.run("extension", "remove", "--postgres", version, "pgr_greeting")
                            .out())
                    .startsWith("removed pgr_greeting 1.0");
            assertThat(cli.run("up", "--postgres", version, "--extension", "pgr_greeting")
                            .err())
                    .contains("PGR-EXTENSION-MISSING");
        }
    }

    @Test
    void saysThatAFileIsNoPackage() throws IOException {
        Cli cli = new Cli(project);
        Files.writeString(project.resolve("text.deb"), "root:x:0:0:root:/root:/bin/bash\n".repeat(40));
        Files.write(project.resolve("packed.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        Files.writeString(project.resolve("cut.deb"), """
                !<arch>
                debian-binary   0           0     0     100644  999       `
                """);
        for (String file : new String[] {"text.deb", "packed.tar.gz", "cut.deb"}) {
            Cli.Result refused = cli.run("extension", "add", "--json", file);
            assertThat(refused.err()).contains("PGR-OVERLAY-INVALID", file + " is no package of extensions");
            assertThat(refused.code()).isEqualTo(ExitCode.FINDINGS);
        }
    }

    @Test
    void refusesWithItsFindingAlsoInJson() {
        Cli cli = new Cli(project);
        Cli.Result refused = cli.run("extension", "add", "--json", "greeting");
        assertThat(refused.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(refused.out()).contains("PGR-OVERLAY-MAJOR");
        assertThat(cli.run("extension", "add", "nowhere.deb").code()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("extension", "remove", "nowhere").err()).contains("nothing called nowhere");
        assertThat(cli.run("extension").err()).contains("add, list or remove");
    }
}
