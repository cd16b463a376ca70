package dev.postgresready.cli.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions, as options and settings of a sandbox. */
class ExtensionOptionTest {

    private static final String MADE = "select string_agg(extname, ' ' order by extname) as made from pg_extension";

    @TempDir
    private Path project;

    @Test
    void aSandboxHasThemAndKeepsThem() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--extension", "pg_trgm,citext", "--extension", "pg_stat_statements");
            assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
            cli.run("down");
            Cli.Result again = cli.run("up", "--extension", "pg_trgm");
            assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.OK);
            assertThat(cli.run("sql", "--csv", "--role", "owner", MADE).out())
                    .contains("citext pg_stat_statements pg_trgm");
            assertThat(cli.run("sql", "--csv", "--role", "owner", "select count(*) > 0 as t from pg_stat_statements")
                            .code())
                    .isEqualTo(ExitCode.OK);
            assertThat(cli.run("up", "--extension", "hstore").err()).contains("hstore", "citext", "--purge");
        }
    }

    @Test
    void theProjectsFileNamesThem() throws IOException {
        Files.writeString(project.resolve("postgres-ready.yaml"), "extensions: [pg_trgm, uuid-ossp]\n");
        try (Cli cli = new Cli(project)) {
            Cli.Result run = cli.run("run", "--provider", "embedded", "--", "true");
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.err()).contains("extension pg_trgm", "extension uuid-ossp");
        }
    }

    @Test
    void aMissingOneLeavesNothingBehind() {
        try (Cli cli = new Cli(project)) {
            Cli.Result up = cli.run("up", "--extension", "postgis");
            assertThat(up.code()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(up.err()).contains("PGR-EXTENSION-MISSING", "postgis", "sandbox extension add");
            assertThat(project.resolve(".sandbox")).doesNotExist();
        }
    }
}
