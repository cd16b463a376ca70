package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An up after a down does without a look at the machine where nothing has changed, and only there. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "boot and account of a start are known on Linux")
class UpAgainTest {

    private static final String SHORT = ", as before";
    private static final String SETTINGS = "select name, setting from pg_settings"
            + " where source not in ('default', 'client', 'session') and name <> 'cluster_name' order by 1";

    @TempDir
    Path project;

    private Cli cli;
    private Path note;

    @BeforeEach
    void open() {
        cli = new Cli(project);
        note = project.resolve(".sandbox/start.properties");
    }

    @AfterEach
    void removeSandbox() {
        cli.close();
    }

    @Test
    void startsTheSameServerOnTheSameData() throws IOException {
        Cli.Result first = cli.run("up", "--seed", "5");
        assertThat(first.code()).as(first.err()).isZero();
        String settings = told("sql", "--csv", SETTINGS);
        assertThat(cli.run("sql", "--role", "owner", "create table kept as select 7 as n")
                        .code())
                .isZero();
        Cli.Result again = again();
        assertThat(again.err()).contains(SHORT, "running again, with its data: sandbox of metaextract");
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(told("sql", "--csv", SETTINGS)).isEqualTo(settings);
        assertThat(told("sql", "--role", "owner", "--csv", "select n from kept"))
                .isEqualToIgnoringNewLines("n7");
        assertThat(told("up")).isEqualTo(first.out());

        Files.delete(note);
        Cli.Result longWay = again();
        assertThat(longWay.err()).doesNotContain(SHORT).contains("6 already applied");
        assertThat(longWay.out()).isEqualTo(first.out());
        assertThat(told("sql", "--csv", SETTINGS)).isEqualTo(settings);
        assertThat(again().err()).contains(SHORT);
    }

    @Test
    void looksAnewWhereAnythingIsDifferent() throws IOException {
        assertThat(cli.run("up", "--seed", "5").code()).isZero();
        for (String key : new String[] {"boot", "library", "binary", "account", "confinement", "history", "secret"}) {
            String kept = Files.readString(note);
            assertThat(kept).contains("\n" + key + "=");
            Files.writeString(note, kept.replaceFirst("\n" + key + "=.*", "\n" + key + "=other"));
            Cli.Result up = again();
            assertThat(up.err()).as(key).doesNotContain(SHORT).contains("6 already applied");
            assertThat(note).content().contains("\n" + key + "=").doesNotContain(key + "=other");
        }
        cli.with("LD_LIBRARY_PATH", "/nowhere");
        assertThat(again().err()).doesNotContain(SHORT);
        assertThat(again().err()).contains(SHORT);
        cli.with("POSTGRES_READY_VERSION", "17");
        assertThat(again().err()).doesNotContain(SHORT);
        cli.without("POSTGRES_READY_VERSION");
        assertThat(again().err()).contains(SHORT);
        Files.writeString(note, Files.readString(note).replaceFirst("\npostgres=.*", "\npostgres=/bin/false"));
        assertThat(again().err()).doesNotContain(SHORT);
    }

    @Test
    void leavesAServerThatDoesNotStartToTheLongWay() throws IOException {
        assertThat(cli.run("up", "--seed", "5").code()).isZero();
        Files.writeString(
                note,
                Files.readString(note).replaceFirst("\nsetting.shared_buffers=.*", "\nsetting.shared_buffers=none"));
        Cli.Result up = again();
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.err()).doesNotContain(SHORT).contains("6 already applied");
    }

    @Test
    void takesAnotherPortWhereSomebodyHasTakenItsOwn() throws IOException {
        assertThat(cli.run("up", "--seed", "5").code()).isZero();
        int port = Integer.parseInt(told("sql", "--csv", "show port").replaceAll("\\D", ""));
        cli.run("down");
        try (ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result up = cli.run("up");
            assertThat(up.code()).as(up.err()).isZero();
            assertThat(up.err()).doesNotContain(SHORT).contains("6 already applied");
            assertThat(up.out()).doesNotContain(":" + somebody.getLocalPort() + "/");
        }
        assertThat(again().err()).contains(SHORT);
    }

    @Test
    void appliesWhatCameToTheMigrations() throws IOException {
        Path migrations = Files.createDirectories(project.resolve("migrations"));
        Files.writeString(migrations.resolve("001_one.sql"), "create table one (id int);");
        Cli.Result first = cli.run("up");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(again().err()).contains(SHORT);
        Files.writeString(migrations.resolve("002_two.sql"), "create table two (id int);");
        assertThat(again().err()).doesNotContain(SHORT).contains("1 applied");
        assertThat(again().err()).contains(SHORT);

        assertThat(cli.run(
                                "sql",
                                "--role",
                                "owner",
                                "delete from flyway_schema_history where version = '002'; drop table two")
                        .code())
                .isZero();
        assertThat(again().err()).doesNotContain(SHORT).contains("1 applied");
        assertThat(again().err()).contains(SHORT);

        Files.writeString(migrations.resolve("002_two.sql"), "create table two (id bigint);");
        Cli.Result changed = again();
        assertThat(changed.code()).as(changed.err()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(changed.err()).doesNotContain(SHORT);
    }

    @Test
    void runsCallbacksEachTime() throws IOException {
        Path migrations = Files.createDirectories(project.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__one.sql"), "create table one (id int);");
        Files.writeString(migrations.resolve("afterMigrate.sql"), "insert into one values (1);");
        assertThat(cli.run("up").code()).isZero();
        assertThat(again().err()).doesNotContain(SHORT);
        assertThat(told("sql", "--csv", "--role", "owner", "select count(*) > 1 as more from one"))
                .isEqualToIgnoringNewLines("moret");
    }

    private Cli.Result again() {
        assertThat(cli.run("down").out()).startsWith("stopped; its data is kept in");
        return cli.run("up");
    }

    private String told(String... words) {
        Cli.Result result = cli.run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }
}
