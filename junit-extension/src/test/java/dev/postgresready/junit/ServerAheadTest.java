package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.plan.Placement;
import dev.postgresready.request.PostgresRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells where a server works")
class ServerAheadTest {

    private static final String STATE = "SERVER_AHEAD_STATE";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path project;

    @Test
    void startsWithTheSessionWhereTheLastRunUsedOneAndEndsWithIt() throws Exception {
        Path cache = emptyCache();
        try {
            Map<String, String> settings = Map.of("POSTGRES_READY_CACHE", cache.toString());
            SeparateRun.Output first = SeparateRun.of(UsesDatabaseTestCase.class, project, settings);
            assertThat(first.out()).as(first.err()).contains("succeeded 1, failed 0");
            Path state = Path.of(first.out().lines().findFirst().orElseThrow()).resolveSibling("state");
            assertThat(becomes(state, false)).isTrue();

            SeparateRun.Output second = SeparateRun.of(
                    UsesNoneTestCase.class,
                    project,
                    Map.of("POSTGRES_READY_CACHE", cache.toString(), STATE, state.toString()));
            assertThat(second.out()).as(second.err()).contains("succeeded 1, failed 0");
            assertThat(becomes(state, false)).isTrue();
        } finally {
            delete(cache);
        }
    }

    @Test
    void examinesNothingWhereTheLastRunUsedTheSame() throws Exception {
        Path cache = emptyCache();
        Path loaded = project.resolve("loaded.txt");
        Map<String, String> first = Map.of("POSTGRES_READY_CACHE", cache.toString());
        Map<String, String> second =
                Map.of("POSTGRES_READY_CACHE", cache.toString(), "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);
        try {
            for (Map<String, String> settings : List.of(first, second)) {
                SeparateRun.Output run = SeparateRun.of(UsesDatabaseTestCase.class, project, settings);
                assertThat(run.out()).as(run.err()).contains("succeeded 1, failed 0");
            }
            assertThat(Files.readString(loaded))
                    .contains("dev.postgresready.lease.LeasedDatabase ")
                    .doesNotContain(
                            "dev.postgresready.host.DockerProbe ",
                            "dev.postgresready.host.InstallationProbe ",
                            "dev.postgresready.plan.Plan ",
                            "org.flywaydb.core.Flyway ");
        } finally {
            delete(cache);
        }
    }

    /** The link to the binaries is removed, and not what it leads to. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** With the binaries of the usual one. */
    private static Path emptyCache() throws IOException {
        try (PostgresFixtures fixtures = PostgresFixtures.create()) {
            Placement usual =
                    fixtures.plan(PostgresRequest.builder().build()).placement().orElseThrow();
            Path cache = Files.createTempDirectory(usual.cache(), "test-");
            Files.createDirectories(usual.binaries());
            Files.createSymbolicLink(cache.resolve("binaries"), usual.binaries());
            return cache;
        }
    }

    private static boolean becomes(Path file, boolean there) throws InterruptedException {
        for (long waited = 0; Files.exists(file) != there && waited < PATIENCE.toMillis(); waited += 20) {
            Thread.sleep(20);
        }
        return Files.exists(file) == there;
    }

    @PostgresReady(migrations = Rows.NOTES, provider = "embedded")
    static class UsesDatabaseTestCase {
        @Test
        void tellsWhereTheServerWorks(Connection connection) throws SQLException, IOException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                long server = ProcessHandle.of(row.getLong(1))
                        .flatMap(ProcessHandle::parent)
                        .map(ProcessHandle::pid)
                        .orElseThrow();
                System.out.println(Path.of("/proc/" + server + "/cwd").toRealPath());
            }
        }
    }

    static class UsesNoneTestCase {
        @Test
        void seesTheServerStart() throws InterruptedException {
            assertThat(becomes(Path.of(System.getenv(STATE)), true)).isTrue();
        }
    }
}
