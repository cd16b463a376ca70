package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, from the start of its JVM to the end. */
class PostgresReadyRunTest {

    private static final Map<String, String> BYPASS = Map.of("STORAGE_REQUIRE_DATABASE", "false");

    @TempDir
    Path directory;

    @Test
    void endsWithOneLineAndAReportInTheBuildDirectory() throws IOException, InterruptedException {
        Files.createDirectory(directory.resolve("target"));
        SeparateRun.Output output = SeparateRun.of(ThereTestCase.class, directory, Map.of());
        assertThat(output.out()).isEqualTo("succeeded 1, failed 0, skipped containers 0");
        assertThat(output.err().lines())
                .singleElement()
                .asString()
                .startsWith("Postgres Ready: embedded Postgres 17.")
                .contains("1 database; provision ")
                .endsWith("report target/postgres-ready/report.json");
        assertThat(directory.resolve("target/postgres-ready/report.json")).isNotEmptyFile();
    }

    @Test
    void writesTheReportBesideGradlesWhereThereIsNoTarget() throws IOException, InterruptedException {
        SeparateRun.of(ThereTestCase.class, directory, Map.of());
        assertThat(directory.resolve("build/postgres-ready/report.json")).isNotEmptyFile();
    }

    @Test
    void runsAllTheSameWhereTheReportCannotBeWritten() throws IOException, InterruptedException {
        Files.createDirectory(directory.resolve("target"));
        Files.createFile(directory.resolve("target/postgres-ready"));
        SeparateRun.Output output = SeparateRun.of(ThereTestCase.class, directory, Map.of());
        assertThat(output.out()).isEqualTo("succeeded 1, failed 0, skipped containers 0");
        assertThat(output.err()).contains("report not written: ").contains("target/postgres-ready");
    }

    /** As with forkCount = 2, or reuseForks = false. */
    @Test
    void addsUpWhatTheForksOfOneMavenReportAndForgetsTheRunBefore() throws IOException, InterruptedException {
        Path report = Files.createDirectories(directory.resolve("target/postgres-ready"))
                .resolve("report.json");
        Files.writeString(report, "{ \"databases\": 7, \"run\": \"4711 since 2020-01-01T00:00:00Z\" }");
        Map<String, String> fork = Map.of("JAVA_TOOL_OPTIONS", "-Dsurefire.real.class.path=any");
        SeparateRun.of(ThereTestCase.class, directory, fork);
        assertThat(databases(report)).isEqualTo(1);
        SeparateRun.of(ThereTestCase.class, directory, fork);
        assertThat(databases(report)).isEqualTo(2);
        assertThat(report.resolveSibling("")).isDirectoryNotContaining("glob:**.tmp");

        SeparateRun.of(ThereTestCase.class, directory, Map.of());
        assertThat(databases(report)).as("a run whose parent outlives it").isEqualTo(1);
    }

    private static int databases(Path report) throws IOException {
        return JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .get("databases")
                .getAsInt();
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class ThereTestCase {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }

    @Test
    void failsForAMissingPostgresUnlessTheEnvironmentDoesNotRequireIt() throws IOException, InterruptedException {
        assertThat(SeparateRun.of(MissingTestCase.class, directory, Map.of()).out())
                .isEqualTo("succeeded 0, failed 1, skipped containers 0");
        assertThat(SeparateRun.of(MissingTestCase.class, directory, BYPASS).out())
                .isEqualTo("succeeded 0, failed 0, skipped containers 1");
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "remote")
    static class MissingTestCase {
        @Test
        void neverRuns() {}
    }
}
