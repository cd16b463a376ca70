package dev.postgresready.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as their user sees them: made, listed, checked, restored, drilled, pruned. */
class BackupCommandTest {

    @TempDir
    static Path project;

    @TempDir
    Path elsewhere;

    private static Cli cli;

    @BeforeAll
    static void up() {
        cli = new Cli(project);
        assertThat(cli.run("up", "--seed", "tiny").code()).isZero();
    }

    @AfterAll
    static void removeSandbox() {
        cli.close();
    }

    @Test
    void restoresTheLatestBackupIntoANewDatabase() {
        Cli.Result made = cli.run("backup", "--to", elsewhere.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Path.of(made.out().strip())).exists().hasParent(elsewhere);
        assertThat(cli.run("backup", "list", "--from", elsewhere.toString()).out())
                .containsPattern("metaextract_\\d{8}_\\d{6}Z .*Postgres 17\\..* copy .* bytes .* rows");

        Cli.Result restored = cli.run("restore", "latest", "--from", elsewhere.toString(), "--into", "second");

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.out()).isEqualTo("second\n");
        assertThat(restored.err()).contains("all as in the backup");
        String url = cli.run("env", "--role", "owner", "--format", "shell")
                .out()
                .replaceAll("(?s).*export DATABASE_URL='?([^'\\n]*).*", "$1")
                .replaceAll("/metaextract(?=$|\\?)", "/second");
        assertThat(cli.run("sql", "--url", url, "select count(*) from users").out())
                .isEqualTo(cli.run("sql", "select count(*) from users").out());
    }

    @Test
    void drillsAndLeavesNothing() {
        Cli.Result drill = cli.run("drill", "--to", elsewhere.toString(), "--rto", "15m", "--rpo", "24h");

        assertThat(drill.code()).as(drill.out() + drill.err()).isZero();
        assertThat(drill.out())
                .contains("PASS  rows ", "PASS  indexes ", "PASS  constraints ", "PASS  sequences ", "PASS  owners ")
                .contains("PASS  pending migrations       none", "PASS  valid indexes", "PASS  clean-up")
                .contains("PASS  restored within 15 min", "PASS  data is younger than 24 h")
                .containsPattern("restored in \\d.*, data was .* old\n")
                .endsWith("BACKUP/RESTORE TEST PASSED\n")
                .doesNotContain("FAIL");
        assertThat(databases()).noneMatch(name -> name.startsWith("pgr_draft"));
    }

    @Test
    void failsADrillWhoseObjectiveIsMissed() {
        Cli.Result drill = cli.run("drill", "--to", elsewhere.toString(), "--rto", "0s");

        assertThat(drill.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(drill.out()).contains("FAIL  restored within 0.0 s", "BACKUP/RESTORE TEST FAILED");
    }

    @Test
    void findsADamagedBackupAndDrillsItWithoutSuccess() throws IOException {
        Path archive =
                Path.of(cli.run("backup", "--to", elsewhere.toString()).out().strip());
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        Cli.Result check = cli.run("backup", "check", "--from", elsewhere.toString());
        Cli.Result drill = cli.run("drill", "--backup", "latest", "--from", elsewhere.toString());

        assertThat(check.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(check.out()).contains("saw: its SHA-256 is not the one that was written");
        assertThat(drill.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(drill.out())
                .contains("FAIL  backup", "[PGR-BACKUP-DAMAGED]", "BACKUP/RESTORE TEST FAILED")
                .doesNotContain("restored in");
        assertThat(cli.run("drill", "--json", "--backup", "latest", "--from", elsewhere.toString())
                        .out())
                .contains("\"passed\": false")
                .doesNotContain("restore_ms", "data_age_ms");
        assertThat(cli.run("backup", "prune", "--keep", "1", "--from", elsewhere.toString())
                        .code())
                .isZero();
        assertThat(archive).exists();
    }

    @Test
    void refusesToReplaceADatabase() {
        cli.run("backup", "--to", elsewhere.toString());

        Cli.Result restored = cli.run("restore", "latest", "--from", elsewhere.toString(), "--into", "metaextract");

        assertThat(restored.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(restored.err())
                .contains("a restore never replaces the database that the backup is of [PGR-RESTORE-TARGET]")
                .contains("--into metaextract_restored\n");
    }

    @Test
    void namesADatabaseThatIsNotThere() {
        cli.run("backup", "--to", elsewhere.toString());
        for (String taken : List.of("taken", "taken_restored")) {
            assertThat(cli.run("restore", "latest", "--from", elsewhere.toString(), "--into", taken)
                            .code())
                    .isZero();
        }

        assertThat(cli.run("restore", "latest", "--from", elsewhere.toString(), "--into", "taken")
                        .err())
                .contains("--into taken_restored_2\n");
        assertThat(cli.run("restore", "latest", "--from", elsewhere.toString(), "--into", "taken_restored")
                        .err())
                .contains("--into taken_restored_2\n");
    }

    @Test
    void saysWhatItCannotUse() {
        assertThat(cli.run("restore", "latest", "--from", elsewhere.toString()).err())
                .contains("there is no backup latest [PGR-BACKUP-NONE]");
        assertThat(cli.run("backup", "check", "--from", elsewhere.toString()).code())
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(cli.run("backup", "prune", "--keep", "often").err()).contains("--keep is often", "30d");
        assertThat(cli.run("drill", "--rto", "soon").code()).isEqualTo(ExitCode.USAGE);
    }

    private static List<String> databases() {
        return cli.run("sql", "select datname from pg_database")
                .out()
                .lines()
                .map(String::strip)
                .toList();
    }
}
