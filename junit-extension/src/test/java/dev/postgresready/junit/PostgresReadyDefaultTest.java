package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ReadyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which migrations a test gets that names none. */
class PostgresReadyDefaultTest {

    private static final String ALL_WELL = "succeeded 1, failed 0, skipped containers 0";

    @TempDir
    Path project;

    @TempDir
    Path classes;

    @BeforeEach
    void isBuiltByMaven() throws IOException {
        Files.createDirectories(project.resolve("target"));
    }

    @Test
    void areAllThatTheClassPathHasBeforeThoseOfDirectories() throws IOException, InterruptedException {
        write(project, "src/main/resources/db/migration/V1__other.sql", "create table other ();");
        write(classes, "db/migration/V1__usual.sql", "create table usual (id int);");
        compile("V2__Fill");
        Path tests = write(project, "test-classes/db/migration/V3__more.sql", "insert into usual values (2);");

        SeparateRun.Output output = SeparateRun.with(
                List.of(classes, tests.resolve("../../..").normalize()),
                FromClassPathTestCase.class,
                project,
                Map.of());

        assertThat(output.out()).as(output.err()).isEqualTo(ALL_WELL);
        assertThat(output.err()).doesNotContain("migrations from");
    }

    @PostgresReady
    static class FromClassPathTestCase {
        @Test
        void isMadeByAllOfIt(ReadyDatabase database, Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select sum(id) from usual")).isEqualTo(3);
            assertThat(Rows.number(connection, "select count(*) from pg_tables where tablename = 'other'"))
                    .isZero();
            assertThat(database).doesNotHaveDrift();
        }
    }

    /** As those of a project of several modules: the tests run in a directory below. */
    @Test
    void areThoseOfADirectoryWhereTheClassPathHasNoneAndTheRunSaysSo() throws IOException, InterruptedException {
        write(project, "postgres-ready.yaml", "version: 17\n");
        write(project, "server/migrations/001_other.sql", "create table other ();");
        Path module = project.resolve("module");
        Files.createDirectories(module.resolve("target"));

        SeparateRun.Output output = SeparateRun.of(FromDirectoryTestCase.class, module, Map.of());

        assertThat(output.out()).as(output.err()).isEqualTo(ALL_WELL);
        String note = "migrations from server/migrations, as there are none in classpath:db/migration";
        assertThat(output.err()).contains("; " + note + "; ");
        assertThat(Files.readString(module.resolve("target/postgres-ready/report.json")))
                .contains(note);
    }

    @PostgresReady
    static class FromDirectoryTestCase {
        @Test
        void isMadeByIt(ReadyDatabase database) {
            assertThat(database).hasTables("other").doesNotHaveDrift();
        }
    }

    @Test
    void areMissedWithAHintInAJarThatShowsNoFolders() throws IOException, InterruptedException {
        Path jar = classes.resolve("library.jar");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            output.putNextEntry(new JarEntry("db/migration/V1__usual.sql"));
        }
        SeparateRun.Output output = SeparateRun.with(List.of(jar), EmptyTestCase.class, project, Map.of());

        assertThat(output.out()).as(output.err()).isEqualTo(ALL_WELL);
        assertThat(output.err())
                .contains(
                        "; no migrations: none in classpath:db/migration (a jar shows its folders only if it was built"
                                + " with directory entries), none in src/main/resources/db/migration, server/migrations, ");
    }

    @PostgresReady
    static class EmptyTestCase {
        @Test
        void isEmpty() {}
    }

    private static Path write(Path root, String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void compile(String name) throws IOException {
        Path source = write(classes, "db/migration/" + name + ".java", """
                package db.migration;
                public class %s extends org.flywaydb.core.api.migration.BaseJavaMigration {
                    @Override
                    public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                        try (var statement = context.getConnection().createStatement()) {
                            statement.execute("insert into usual values (1)");
                        }
                    }
                }
                """.formatted(name));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(code).isZero();
    }
}
