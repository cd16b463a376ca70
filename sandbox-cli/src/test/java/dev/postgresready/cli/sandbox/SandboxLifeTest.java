package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.ConnectionCheck;
import dev.postgresready.database.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sandbox from up to down, as its user sees it. */
class SandboxLifeTest {

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @AfterEach
    void removeSandbox() {
        cli.close();
    }

    @ParameterizedTest
    @CsvSource({"instantviz, 34", "mediavault, 31"})
    void comesUpWithAnotherFixture(String fixture, String users) {
        Cli.Result up = cli.run("up", "--fixture", fixture, "--seed", "tiny");
        assertThat(up.code()).as(up.err()).isEqualTo(ExitCode.OK);
        assertThat(up.out())
                .matches("DATABASE_URL=postgresql://" + fixture + "_app:\\S+@127\\.0\\.0\\.1:\\d+/" + fixture + "\\R");
        assertThat(cli.run("sql", "--csv", "select count(*) as n from users").out())
                .isEqualToIgnoringNewLines("n" + users);
    }

    @Test
    void runsNothingElsewhereWithoutAWordWhereItIsStoppedOrDoesNotAnswer() throws IOException {
        assertThat(cli.run("up").code()).isZero();
        Path state = project.resolve(".sandbox/state.properties");
        String written = Files.readString(state);
        try {
            Files.writeString(state, written.replaceAll("(?m)^port=.*$", "port=1"));
            Cli.Result silent = cli.run("run", "--", "touch", "run-elsewhere");
            assertThat(silent.code()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(silent.err())
                    .contains("this project's sandbox does not answer", "PGR-SERVER-UNREACHABLE", "held by process")
                    .contains("sandbox run --fresh -- COMMAND");
            assertThat(project.resolve("run-elsewhere")).doesNotExist();
        } finally {
            Files.writeString(state, written);
        }
        assertThat(cli.run("down").code()).isZero();
        Cli.Result stopped = cli.run("run", "--", "touch", "run-elsewhere");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.err())
                .contains("a new database: this project's sandbox is not running")
                .contains("[PGR-SANDBOX-STOPPED]")
                .contains("fix: to run on its data: sandbox up");
        assertThat(project.resolve("run-elsewhere")).exists();
    }

    @Test
    void leavesTheSandboxAboveToThePartsOfItsProject() throws IOException {
        Path service = Files.createDirectories(project.resolve("services/mail"));
        Path sources = Files.createDirectories(service.resolve("src"));
        Files.writeString(
                Files.createDirectories(service.resolve("db/migration")).resolve("V1__mails.sql"),
                "create table mails (id int);");
        Path part = Files.createDirectories(project.resolve("web"));
        assertThat(cli.run("up").code()).isZero();

        try (Cli own = new Cli(sources)) {
            assertThat(own.run("reset", "--yes").err()).contains("no sandbox is running in " + service);
            assertThat(own.run("down", "--purge").out()).contains("nothing was running or kept in " + service);
        }
        assertThat(cli.run("status").code()).as("the sandbox above").isZero();

        Cli.Result reset = new Cli(part).run("reset", "--yes");
        assertThat(reset.code()).isZero();
        assertThat(reset.err())
                .startsWith("note: this is about the sandbox of the project " + project + ", which " + part
                        + " is a part of");
        assertThat(cli.run("reset", "--yes").err()).doesNotContain("note:");
    }

    @Test
    void startsOnceKeepsDataAndPurges() {
        Cli.Result first = cli.run("up");
        assertThat(first.code()).isEqualTo(ExitCode.OK);
        assertThat(first.out())
                .matches("DATABASE_URL=postgresql://metaextract_app:\\S+@127\\.0\\.0\\.1:\\d+/metaextract\\R");
        assertThat(first.err())
                .contains("the bundled fixture metaextract, as there are no migrations in")
                .contains("start Postgres 17")
                .contains("6 applied");
        assertThat(ConnectionCheck.ofUrl(first.out().strip().substring("DATABASE_URL=".length())))
                .isInstanceOf(Verification.Verified.class);

        Cli.Result second = cli.run("up");
        assertThat(second.err()).startsWith("already running: ");
        assertThat(second.out()).isEqualTo(first.out());

        assertThat(cli.run("sql", "--role", "owner", "create table kept as select 7 as n")
                        .code())
                .isZero();
        assertThat(cli.run("down").out()).startsWith("stopped; its data is kept in");
        assertThat(cli.run("status").code()).isEqualTo(ExitCode.NO_POSTGRES);

        assertThat(cli.run("up").err()).contains("running again, with its data");
        assertThat(cli.run("sql", "--role", "owner", "--csv", "select n from kept")
                        .out())
                .isEqualToIgnoringNewLines("n7");

        assertThat(cli.run("down", "--purge").out()).startsWith("stopped; removed");
        assertThat(cli.run("down", "--purge").out()).startsWith("nothing was running or kept in ");
        assertThat(cli.run("down", "--purge", "--json").out()).contains("\"purged\": false");
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void saysThatNothingWasRunning() {
        Cli.Result down = cli.run("down");
        assertThat(down.code()).isEqualTo(ExitCode.OK);
        assertThat(down.out()).startsWith("nothing was running in " + project);
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void letsOneOfTwoUpsStartAndTheOtherWait() throws Exception {
        CompletableFuture<Cli.Result> one = CompletableFuture.supplyAsync(() -> new Cli(project).run("up"));
        CompletableFuture<Cli.Result> other = CompletableFuture.supplyAsync(() -> new Cli(project).run("up"));
        assertThat(one.get().code()).isZero();
        assertThat(other.get().code()).isZero();
        assertThat(one.get().out()).isEqualTo(other.get().out());
        assertThat(one.get().err() + other.get().err()).containsOnlyOnce("already running");
    }

    @Test
    void findsTheProjectsOwnMigrations() throws IOException {
        write("server/migrations/001_plans.sql", "create table plans (code text primary key);");
        Cli.Result up = cli.run("up");
        assertThat(up.err()).contains("migrations in server/migrations (found in this project)");
        assertThat(up.out()).contains("/app");
        assertThat(cli.run("sql", "select count(*) as plans from plans").out()).contains("plans");
        write("server/migrations/002_price.sql", "alter table plans add price int;");
        assertThat(cli.run("migrate", "--status").out()).contains("002").contains("Pending");
        assertThat(cli.run("migrate").out()).startsWith("1 applied, 1 already applied");
    }

    @Test
    void tellsThatTheFileOfAnAppliedMigrationIsGone() throws IOException {
        write("migrations/001_plans.sql", "create table plans (code text primary key);");
        write("migrations/002_price.sql", "alter table plans add price int;");
        assertThat(cli.run("up").code()).isZero();
        Files.delete(project.resolve("migrations/002_price.sql"));

        assertThat(cli.run("migrate", "--status").out())
                .contains(
                        "Missing",
                        "saw: Migration 002_price.sql is applied but its file is gone",
                        "fix: bring the file back")
                .doesNotContain("Future");
        assertThat(cli.run("migrate", "--status", "--json").out())
                .contains("\"state\": \"Missing\"", "its file is gone\"", "\"fix\": \"bring the file back");
    }

    @Test
    void keepsTheDataWhenAnAppliedMigrationWasChanged() throws IOException {
        write("migrations/001_plans.sql", "create table plans (code text primary key);");
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "insert into plans values ('pro')").code()).isZero();
        cli.run("down");
        write("migrations/001_plans.sql", "create table plans (code text primary key, price int);");
        Cli.Result changed = cli.run("up");
        assertThat(changed.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(changed.err()).contains("001_plans.sql");
        assertThat(cli.run("status").code()).isEqualTo(ExitCode.NO_POSTGRES);
        write("migrations/001_plans.sql", "create table plans (code text primary key);");
        assertThat(cli.run("up").code()).isZero();
        assertThat(cli.run("sql", "--csv", "select code from plans").out()).contains("pro");
    }

    @Test
    void removesANewSandboxWhoseMigrationFails() throws IOException {
        write("migrations/001_plans.sql", "create table plans (code text);\nselect * from nowhere;");
        Cli.Result up = cli.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(up.err()).contains("001_plans.sql").contains("nowhere");
        assertThat(cli.run("status").code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void removesANewSandboxWhoseSeedBreaksAConstraint() throws IOException {
        write("migrations/001_plans.sql", "create table plans (code text primary key);");
        write("plans.csv", "code\npro\npro\n");
        Cli.Result up = cli.run("up", "--seed", "plans.csv");
        assertThat(up.code()).isEqualTo(ExitCode.SEED_FAILED);
        assertThat(up.err()).contains("plans_pkey");
        assertThat(project.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void survivesALockFileOfADeadServerAndExplainsAForeignOne() throws IOException {
        assertThat(cli.run("up").code()).isZero();
        cli.run("down");
        Path data = Path.of(cli.run("status", "--json").out().replaceAll("(?s).*\"data\": \"([^\"]+)\".*", "$1"));
        Path lock = data.resolve("postmaster.pid");
        Files.writeString(lock, "1\n" + data + "\n1000000000\n5432\n");
        assertThat(cli.run("up").code()).isZero();
        cli.run("down");
        Files.writeString(lock, "not a lock\nfile\nof postgres\n");
        Cli.Result foreign = cli.run("up");
        assertThat(foreign.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(foreign.err()).contains("PGR-DATA-LOCKED").contains(lock.toString());
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
