package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A run whose server is killed by one of its tests; the server is of that run alone. */
class PostgresReadyLostServerTest {

    private static final Map<String, String> ALONE = Map.of("POSTGRES_READY_SHARE", "off");

    @TempDir
    Path directory;

    @Test
    void failsThoseOfTheClassWithWhatWasSeenAndGivesTheNextClassAnother() throws Exception {
        SeparateRun.Output output = SeparateRun.all(directory, ALONE, KillingTestCase.class, NextTestCase.class);
        assertThat(output.out()).isEqualTo("succeeded 1, failed 2, skipped containers 0");
        assertThat(output.err())
                .contains("was lost", "the server ended while it was used [PGR-SERVER-LOST]", "its last words: ")
                .contains("another was started; ");
        assertThat(failures(output))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("DatabaseOperationException: The server of "));
    }

    @Test
    void keepsAFailureOfAnotherKindAndAddsThatTheServerWasLost() throws Exception {
        SeparateRun.Output output = SeparateRun.all(directory, ALONE, AnsweringTestCase.class);
        assertThat(output.out()).isEqualTo("succeeded 0, failed 1, skipped containers 0");
        assertThat(failures(output)).singleElement().asString().contains("AssertionError: 500");
        assertThat(output.err()).contains("LostServerTrace: The server of ", "[PGR-SERVER-LOST]");
    }

    @Test
    void failsAllThatShareTheDatabaseAndEachTestWithItsOwnGetsAnother() throws Exception {
        SeparateRun.Output output =
                SeparateRun.all(directory, ALONE, SharingTestCase.class, AlsoSharingTestCase.class, EachTestCase.class);
        assertThat(output.out()).isEqualTo("succeeded 1, failed 2, skipped containers 0");
        assertThat(failures(output))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("DatabaseOperationException: The server of "));
    }

    private static List<String> failures(SeparateRun.Output output) {
        return output.err().lines().filter(line -> line.startsWith("    => ")).toList();
    }

    private static void killServer(ReadyDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            ProcessHandle server = ProcessHandle.of(Rows.number(connection, "select pg_backend_pid()"))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KillingTestCase {
        @Test
        @Order(1)
        void metALostConnection(ReadyDatabase database, DataSource source) throws SQLException {
            killServer(database);
            try (Connection connection = source.getConnection()) {
                Rows.addNote(connection);
            }
        }

        @Test
        @Order(2)
        void neverBegins(ReadyDatabase database) {}
    }

    /** As code under test does that answers for a database it cannot reach. */
    @PostgresReady(migrations = Rows.NOTES)
    static class AnsweringTestCase {
        @Test
        void failedOtherwise(ReadyDatabase database) throws SQLException {
            killServer(database);
            fail("500");
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class NextTestCase {
        @Test
        void works(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.SHARED)
    static class SharingTestCase {
        @Test
        void metALostConnection(ReadyDatabase database, DataSource source) throws SQLException {
            killServer(database);
            try (Connection connection = source.getConnection()) {
                Rows.addNote(connection);
            }
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.SHARED)
    static class AlsoSharingTestCase {
        @Test
        void neverBegins(ReadyDatabase database) {}
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class EachTestCase {
        @Test
        @Order(1)
        void works(Connection connection) throws SQLException {
            Rows.addNote(connection);
        }
    }
}
