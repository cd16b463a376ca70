package dev.postgresready.cli.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part that a fixture has only where its name asks for it, in the life of a sandbox. */
class FixturePartCommandTest {

    @TempDir
    private Path project;

    @Test
    void isThereFromUpToResetAndItsProbesRun() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--fixture", "metaextract+rls");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            assertThat(up.out()).contains("metaextract_rls");
            passesEveryCheck(cli);
            Cli.Result other = cli.run("up", "--fixture", "metaextract");
            assertThat(other.code()).isEqualTo(ExitCode.USAGE);
            assertThat(other.err()).contains("this project's sandbox was made with metaextract+rls");

            Cli.Result reset = cli.run("reset", "--yes");
            assertThat(reset.code()).as(reset.err()).isEqualTo(ExitCode.OK);
            assertThat(cli.run("sql", "--csv", "select count(*) from extraction_analytics")
                            .out())
                    .as("nobody is set, so nothing is visible")
                    .contains("\n0");
            passesEveryCheck(cli);
        }
    }

    private static void passesEveryCheck(Cli cli) {
        Cli.Result verify = cli.run("verify", "--profile", "full", "-v");
        assertThat(verify.code()).as(verify.out() + verify.err()).isEqualTo(ExitCode.OK);
        assertThat(verify.out()).containsPattern("ok rls.read .* of 10 tables have rows of both tenants");
    }

    @Test
    void oneThatIsNotThereIsRefusedWithThoseThereAre() {
        try (Cli cli = new Cli(project)) {
            Cli.Result refused = cli.run("up", "--fixture", "metaextract+rsl");
            assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("\"metaextract+rsl\"", "metaextract+rls");
        }
    }
}
