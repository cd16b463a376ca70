package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.host.HostProbe;
import dev.postgresready.host.InstalledPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox from the binaries of the installed server: the same life as any other. */
class SystemSandboxTest {

    @TempDir
    private Path project;

    @Test
    void livesAsASandboxOfEmbeddedBinariesDoes() {
        Optional<InstalledPostgres> installed = HostProbe.look().installed().newest();
        assumeThat(installed)
                .as("a Postgres 14 to 18 installed on this machine")
                .isPresent();
        String major = Integer.toString(installed.orElseThrow().major());
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--provider", "system", "--fixture", "instantviz", "--seed", "tiny");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            assertThat(up.err()).contains("Postgres " + major + ".");
            assertThat(cli.run("sql", "--role", "owner", "create table kept as select 7 as n")
                            .code())
                    .isZero();
            assertThat(cli.run("status").out()).contains("Postgres " + major + ".");
            assertThat(cli.run("down").code()).isZero();

            Cli.Result again = cli.run("up");
            assertThat(again.err()).contains("running again, with its data", "Postgres " + major + ".");
            assertThat(cli.run("sql", "--csv", "--role", "owner", "select n from kept")
                            .out())
                    .isEqualToIgnoringNewLines("n7");
            assertThat(cli.run("up", "--provider", "embedded").err()).contains("was made with system");
        }
    }

    @Test
    void isListedByDoctorWithEachMajorThatIsInstalled() throws IOException {
        Path broken = Files.createDirectories(project.resolve("pg"));
        Cli cli = new Cli(project);
        String majors = HostProbe.look().installed().found().stream()
                .map(server -> Integer.toString(server.major()))
                .sorted()
                .distinct()
                .collect(Collectors.joining(".*"));
        assumeThat(majors).as("a Postgres installed on this machine").isNotEmpty();
        assertThat(cli.run("doctor").out()).containsPattern("ok +installed +.*" + majors);
        cli.with("POSTGRES_READY_INSTALLATIONS", broken.toString());
        assertThat(cli.run("doctor").out())
                .contains("PGR-SYSTEM-BROKEN")
                .contains(broken + " has no bin/postgres that can be executed");
    }

    @Test
    void isRefusedWhereTheVersionIsNotInstalled() {
        Cli cli = new Cli(project);
        boolean fourteen = HostProbe.look().installed().found().stream().anyMatch(server -> server.major() == 14);
        assumeThat(fourteen).as("Postgres 14 is installed").isFalse();
        Cli.Result up = cli.run("up", "--provider", "system", "--postgres", "14");
        assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(up.err()).contains("PGR-SYSTEM-MISSING", "system - ");
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }
}
