package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.MigrationFailedException;
import dev.postgresready.request.InvalidRequestException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class PostgresReadyDeclarationTest {

    @Test
    void isInheritedAndMayAnnotateAnnotations() {
        Launch.succeeds(3, InheritingTestCase.class, MetaAnnotatedTestCase.class, ImplementingTestCase.class);
    }

    @PostgresReady(migrations = Rows.NOTES)
    abstract static class Base {}

    static class InheritingTestCase extends Base {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @PostgresReady(migrations = Rows.NOTES)
    @interface NotesDatabase {}

    @NotesDatabase
    static class MetaAnnotatedTestCase {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    interface WithNotes {}

    static class ImplementingTestCase implements WithNotes {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }

    @Test
    void passesEveryAttributeOn() {
        Launch.succeeds(1, AllAttributesTestCase.class);
    }

    @Test
    void standsInTheReadmeWithEveryAttribute() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../README.md")).stream()
                .dropWhile(line -> !line.startsWith("| attribute |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("^[|] `(\\w+)` [|].*", "$1"))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PostgresReady.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void leavesOutWhatTheAnnotationDoesWithout() {
        Launch.succeeds(1, WithoutVectorTestCase.class);
    }

    @PostgresReady(fixture = "media-search", without = "vector", provider = "embedded")
    static class WithoutVectorTestCase {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from pg_extension where extname = 'vector'"))
                    .isZero();
            assertThat(Rows.number(connection, "select count(*) from users")).isZero();
            connection.createStatement().execute("set app.user_id = '00000000-0000-4000-8000-00000000000a'");
            assertThat(Rows.number(connection, "select count(*) from media_files"))
                    .isEqualTo(10);
        }
    }

    @PostgresReady(
            fixture = "metaextract",
            migrations = Rows.NOTES + "-on-top",
            seed = {"30", "classpath:seeds/notes.csv"},
            extensions = {"pg_trgm", "hstore"},
            version = "17",
            provider = "embedded",
            database = "everything")
    static class AllAttributesTestCase {
        @Test
        void works(ReadyDatabase database, Connection connection) throws SQLException {
            assertThat(database.name()).startsWith("everything_");
            assertThat(database.serverVersion()).startsWith("17.");
            assertThat(Rows.number(connection, "select count(*) from users"))
                    .isEqualTo(30 + 11); // every dataset has 11 personas besides
            assertThat(Rows.number(connection, "select count(*) from notes where text like 'from the csv%'"))
                    .isEqualTo(2);
            assertThat(Rows.number(
                            connection, "select count(*) from pg_extension where extname in ('pg_trgm', 'hstore')"))
                    .isEqualTo(2);
        }
    }

    @Test
    void leavesTheDatabaseEmptyWhereNothingSaysOtherwise() {
        Launch.succeeds(1, EmptyTestCase.class);
    }

    @PostgresReady
    static class EmptyTestCase {
        @Test
        void findsNoTables(Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from pg_tables where schemaname = 'public'"))
                    .isZero();
        }
    }

    @Test
    void appliesTheUsualMigrationsOfTheClassPath() throws IOException {
        URL usual = Objects.requireNonNull(getClass().getResource("/usual/"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader withUsual = new URLClassLoader(new URL[] {usual}, before)) {
            thread.setContextClassLoader(withUsual);
            Launch.succeeds(1, UsualTestCase.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @PostgresReady
    static class UsualTestCase {
        @Test
        void findsTheirTable(Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from usual")).isZero();
        }
    }

    @Test
    void namesTheClassAndTheValueThatIsRefused() {
        assertRefused(
                BadVersionTestCase.class,
                "version = banana",
                "Invalid Postgres version \"banana\": supported major versions are 14, 15, 16, 17, 18.");
        assertRefused(
                BadProviderTestCase.class,
                "provider = h2",
                "Invalid provider \"h2\": known providers are remote, sandbox, embedded, system, docker.");
        assertRefused(EmptyExtensionTestCase.class, "extensions = \"\"", "Invalid extension \"\": ");
        assertRefused(BadFixtureTestCase.class, "fixture = nothing", "Invalid fixture \"nothing\": fixtures are ");
        assertRefused(
                BadSeedTestCase.class,
                "seed = 30",
                "Invalid seed \"30 users, seed 42\": a size needs a fixture whose data it sizes; name one, or a file.");
    }

    @Test
    void leavesTheBlameForABadSettingWithTheSetting() {
        System.setProperty("postgres.ready.version", "banana");
        try {
            assertThat(Launch.failure(Launch.of(MetaAnnotatedTestCase.class).containerEvents()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage(
                            "Invalid setting from system property postgres.ready.version \"banana\": supported major"
                                    + " versions are 14, 15, 16, 17, 18.");
        } finally {
            System.clearProperty("postgres.ready.version");
        }
    }

    private static void assertRefused(Class<?> testCase, String value, String reason) {
        EngineExecutionResults results = Launch.of(testCase);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(Launch.failure(results.containerEvents()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(
                        "Invalid @PostgresReady on " + testCase.getName() + " \"" + value + "\": " + reason);
    }

    @PostgresReady(version = "banana")
    static class BadVersionTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(provider = "h2")
    static class BadProviderTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(extensions = "")
    static class EmptyExtensionTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(fixture = "nothing")
    static class BadFixtureTestCase {
        @Test
        void neverRuns() {}
    }

    @PostgresReady(seed = "30")
    static class BadSeedTestCase {
        @Test
        void neverRuns() {}
    }

    @Test
    void failsTheClassWithTheMigrationThatFails() {
        EngineExecutionResults results = Launch.of(BrokenMigrationTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(Launch.failure(results.containerEvents()))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("001_break.sql");
    }

    @PostgresReady(migrations = "classpath:migrations/broken")
    static class BrokenMigrationTestCase {
        @Test
        void neverRuns() {}
    }
}
