package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.request.Isolation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs beside the versions that users have: each in a JVM with jars that the build lays out below target/older. */
class OlderLibrariesTest {

    private static final Path OLDER = Path.of("target", "older").toAbsolutePath();

    /** A server of the JVM's own, so that migrations are applied each time. */
    private static final Map<String, String> ALONE = Map.of("POSTGRES_READY_SHARE", "off");

    private static final String ALL_WELL = "succeeded 2, failed 0, skipped containers 0";

    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql-42.2.9",
                "postgresql-42.7.3",
                "junit-5.10.3",
                "junit-5.12.2",
                "gson-2.10.1",
                "flyway-10.20.1",
                "flyway-11.7.2"
            })
    void aTestHasItsDatabase(String older) throws Exception {
        SeparateRun.Output run = SeparateRun.of(NotesTestCase.class, project, ALONE, beside(older));

        assertThat(run.out()).as(run.err()).endsWith(ALL_WELL);
        assertThat(run.err()).contains("; report ").doesNotContain("Exception");
    }

    @Test
    void aDriverThatRefusesFewIterationsHasAServerOfItsOwn() throws Exception {
        String old = beside("postgresql-42.7.3");

        assertThat(iterations(System.getProperty("java.class.path"))).isEqualTo("1");
        assertThat(iterations(old)).isEqualTo("4096");
        assertThat(iterations(old)).as("where a server is remembered").isEqualTo("4096");
        assertThat(iterations(System.getProperty("java.class.path"))).isEqualTo("1");
    }

    @Test
    void aTestThatHandsItsUrlToOtherProgramsCanAskForMoreIterations() throws Exception {
        String ours = System.getProperty("java.class.path");
        Map<String, String> any = Map.of("POSTGRES_READY_CLIENTS", "any");

        assertThat(iterations(ours, Map.of())).isEqualTo("1");
        assertThat(iterations(ours, any)).isEqualTo("4096");
        assertThat(iterations(ours, any)).as("where a server is remembered").isEqualTo("4096");
        assertThat(iterations(ours, Map.of())).isEqualTo("1");
    }

    @Test
    void namesTheDriverThatIsTooOld() throws Exception {
        SeparateRun.Output run = SeparateRun.of(NotesTestCase.class, project, Map.of(), beside("postgresql-42.2.8"));

        assertThat(run.err())
                .contains("the PostgreSQL JDBC driver on the class path is 42.2.8", "to 42.2.9 or later")
                .doesNotContain("Exception in thread");
    }

    @Test
    void namesThePartsOfFlywayThatDoNotFitEachOther() throws Exception {
        SeparateRun.Output run = SeparateRun.of(NotesTestCase.class, project, ALONE, beside("flyway-core-12.0.0"));

        assertThat(run.err())
                .contains("The Flyway on the class path does not work", "flyway-core 12.0.0, flyway-database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway-core", "flyway-database-postgresql"})
    void namesThePluginsOfFlywayThatAFatJarLost(String kept) throws Exception {
        String lost = kept.equals("flyway-core") ? "flyway-database-postgresql" : "flyway-core";
        SeparateRun.Output run = SeparateRun.of(NotesTestCase.class, project, ALONE, merged(kept, lost));

        assertThat(run.err())
                .contains("The Flyway on the class path does not work: the plugins of " + lost + " are not in any ")
                .contains("fix: ", "merge META-INF/services when shading");
    }

    /** Our class path with two jars made into one, which keeps what came first, as jars are merged where nobody cares. */
    private String merged(String first, String second) throws IOException {
        Path fat = project.resolve("fat.jar");
        List<String> entries =
                new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
        Set<String> names = new HashSet<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fat))) {
            for (String artifact : List.of(first, second)) {
                Path jar = entries.stream()
                        .map(Path::of)
                        .filter(entry -> artifact(entry).equals(artifact))
                        .findFirst()
                        .orElseThrow();
                entries.remove(jar.toString());
                add(jar, zip, names);
            }
        }
        entries.add(fat.toString());
        return String.join(File.pathSeparator, entries);
    }

    private static void add(Path jar, ZipOutputStream zip, Set<String> names) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                if (names.add(entry.getName())) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    file.getInputStream(entry).transferTo(zip);
                }
            }
        }
    }

    private String iterations(String classPath) throws Exception {
        return iterations(classPath, Map.of());
    }

    private String iterations(String classPath, Map<String, String> environment) throws Exception {
        SeparateRun.Output run = SeparateRun.of(NotesTestCase.class, project, environment, classPath);
        assertThat(run.out()).as(run.err()).endsWith(ALL_WELL);
        return run.out().lines().findFirst().orElseThrow().strip();
    }

    /** Our class path with other versions of the libraries whose jars are in a directory, and with what they need. */
    private static String beside(String older) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(OLDER.resolve(older))) {
            files.forEach(jars::add);
        }
        List<String> entries = new ArrayList<>(jars.stream().map(Path::toString).toList());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (jars.stream().noneMatch(jar -> artifact(jar).equals(artifact(Path.of(entry))))) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String artifact(Path jar) {
        return String.valueOf(jar.getFileName()).replaceFirst("-\\d.*", "");
    }

    @PostgresReady(version = "17", migrations = Rows.NOTES, provider = "embedded", isolation = Isolation.METHOD)
    static class NotesTestCase {

        private static final List<Connection> GIVEN = new ArrayList<>();

        @Test
        void worksInADatabase(Connection connection) throws SQLException {
            takesAnother(connection);
        }

        @Test
        void worksInAnother(Connection connection) throws SQLException {
            takesAnother(connection);
        }

        /** What a test was given is closed when the next one begins. */
        private static void takesAnother(Connection connection) throws SQLException {
            for (Connection earlier : GIVEN) {
                assertThat(earlier.isClosed()).isTrue();
            }
            GIVEN.add(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select current_setting('scram_iterations') from (select count(*) from notes) as rows_there")) {
                row.next();
                System.out.println(row.getString(1));
            }
        }
    }
}
