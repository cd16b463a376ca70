package dev.postgresready.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fixture of which a part can be left out, in the life of a sandbox. */
class MediaSearchCommandTest {

    private static final String COLUMNS = "select count(*) as n from pg_attribute where attname = 'embedding' "
            + "and attrelid = 'media_embeddings'::regclass";

    @TempDir
    private Path project;

    @Test
    void itsPartIsLeftOutFromUpToReset() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--fixture", "media-search", "--without", "vector");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            passesEveryCheck(cli);
            assertThat(cli.run("up", "--without", "vector").err()).contains("already running");
            Cli.Result more = cli.run("up", "--without", "pg_trgm");
            assertThat(more.code()).as(more.err()).isEqualTo(ExitCode.USAGE);
            assertThat(more.err())
                    .contains("Invalid without \"pg_trgm\": parts of the fixture that can be left out are vector");

            cli.run("down");
            Cli.Result again = cli.run("up");
            assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.OK);
            Cli.Result reset = cli.run("reset", "--yes");
            assertThat(reset.code()).as(reset.err()).isEqualTo(ExitCode.OK);
            assertThat(cli.run("sql", "--csv", COLUMNS).out()).contains("\n0");
            passesEveryCheck(cli);
        }
    }

    private static void passesEveryCheck(Cli cli) {
        Cli.Result verify = cli.run("verify", "--profile", "full");
        assertThat(verify.code()).as(verify.out() + verify.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void itsTwinIsFoundOut() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--fixture", "media-search-as-seeded", "--without", "vector");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            Cli.Result verify = cli.run("verify", "--profile", "security");
            assertThat(verify.code()).as(verify.err()).isEqualTo(ExitCode.FINDINGS);
            assertThat(verify.out()).contains("saw 10 of 10 rows of 00000000-0000-4000-8000-00000000000b");
        }
    }

    @Test
    void whatCannotBeLeftOutIsRefused() {
        try (Cli cli = new Cli(project)) {
            Cli.Result refused = cli.run("up", "--fixture", "metaextract", "--without", "vector");
            assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("without", "vector", "has none");
        }
    }
}
