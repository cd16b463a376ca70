package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

class PostgresReadyRollbackTest {

    private static final List<String> DATABASES = new ArrayList<>();

    @BeforeEach
    void forget() {
        DATABASES.clear();
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void see(Connection connection) throws SQLException {
        DATABASES.add(connection.getCatalog());
    }

    @Test
    void undoesWhatATestWroteSequencesIncludedAndUsesTheDatabaseAgain() {
        Launch.succeeds(3, WritingTestCase.class);
        assertThat(DATABASES).hasSize(3);
        assertThat(DATABASES.stream().distinct()).hasSize(1);
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    static class WritingTestCase {

        @BeforeEach
        void add(Connection connection) throws SQLException {
            Rows.addNote(connection);
        }

        @RepeatedTest(3)
        void findsOnlyItsOwnNotes(Connection connection, DataSource source) throws SQLException {
            see(connection);
            Rows.addNote(connection);
            try (Connection other = source.getConnection()) {
                assertThat(Rows.notes(other)).as("all connections see the work").isEqualTo(3);
                assertThat(value(other, "select max(id) from notes")).isEqualTo("3");
            }
            assertThat(connection.getAutoCommit()).isTrue();
            assertThatThrownBy(() -> Rows.execute(connection, "select 1/0")).hasMessageContaining("division by zero");
            assertThat(Rows.notes(connection))
                    .as("a failure undoes only itself")
                    .isEqualTo(3);
            connection.setAutoCommit(false);
            Rows.execute(connection, "delete from notes");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(Rows.notes(connection)).isEqualTo(3);
        }
    }

    @Test
    void aCopyThatFailsUndoesNothingButItself() {
        Launch.succeeds(2, CopyingTestCase.class);
        assertThat(DATABASES.stream().distinct()).hasSize(1);
    }

    @Test
    void aClosedConnectionIsNotValid() {
        Launch.succeeds(1, ClosingTestCase.class);
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    static class ClosingTestCase {

        @Test
        void closes(Connection connection) throws SQLException {
            assertThat(connection.isValid(5)).isTrue();
            connection.close();
            assertThat(connection.isValid(5)).isFalse();
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    static class CopyingTestCase {

        private static final String COPY = "copy notes (id, text) from stdin";

        @RepeatedTest(2)
        void goesOnAfterwards(Connection connection) throws SQLException, IOException {
            see(connection);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            Rows.addNote(connection);
            assertThat(copies.copyIn(COPY, new StringReader("7\tcopied\n"))).isEqualTo(1);
            for (String failing : List.of("8\tgood\nnone\tbad\n", "7\tagain\n")) {
                assertThatThrownBy(() -> copies.copyIn(COPY, new StringReader(failing)))
                        .isInstanceOf(SQLException.class);
                assertThat(Rows.notes(connection)).isEqualTo(3);
            }
            assertThatThrownBy(() -> copies.copyIn("copy nowhere from stdin")).hasMessageContaining("nowhere");
            copies.copyIn(COPY).cancelCopy();
            assertThatThrownBy(() -> copies.copyOut("copy (select 1/0) to stdout", new StringWriter()))
                    .hasMessageContaining("division by zero");
            assertThat(Rows.notes(connection)).isEqualTo(3);
        }
    }

    @Test
    void givesAnotherDatabaseAfterATestThatCommitted() {
        Launch.succeeds(4, CommittingTestCase.class);
        assertThat(DATABASES).hasSize(4);
        assertThat(DATABASES.get(1)).isNotEqualTo(DATABASES.get(0));
        assertThat(DATABASES.get(2)).isNotEqualTo(DATABASES.get(1));
        assertThat(DATABASES.get(3)).isEqualTo(DATABASES.get(2));
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class CommittingTestCase {

        private void expectOne(Connection connection) throws SQLException {
            see(connection);
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }

        @Test
        @Order(1)
        void commits(Connection connection, DataSource source) throws SQLException {
            expectOne(connection);
            connection.setAutoCommit(false);
            Rows.addNote(connection);
            connection.commit();
            Rows.addNote(connection);
            connection.rollback();
            try (Connection other = source.getConnection()) {
                assertThat(Rows.notes(other)).isEqualTo(2);
            }
        }

        @Test
        @Order(2)
        void commitsBehindTheDriversBack(Connection connection) throws SQLException {
            expectOne(connection);
            Rows.addNote(connection);
            Rows.execute(connection, "commit");
        }

        @Test
        @Order(3)
        void commitsNothing(Connection connection) throws SQLException {
            expectOne(connection);
            Rows.addNote(connection);
        }

        @Test
        @Order(4)
        void findsNothingOfAll(Connection connection) throws SQLException {
            expectOne(connection);
        }
    }

    @Test
    void refusesWhatLeadsPastTheTransaction() {
        Launch.of(PassingTestCase.class)
                .testEvents()
                .assertStatistics(stats -> stats.failed(3).succeeded(1));
        Launch.of(TooEarlyTestCase.class).containerEvents().assertStatistics(stats -> stats.failed(1));
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    static class PassingTestCase {
        @Test
        void whole(ReadyDatabase database) {}

        @Test
        void address(ConnectionInfo info) {}

        @Test
        void owner(@AsRole(DatabaseRole.OWNER) Connection connection) {}

        @Test
        void application(@AsRole(DatabaseRole.APP) Connection connection) {}
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.ROLLBACK)
    static class TooEarlyTestCase {
        @BeforeAll
        static void early(Connection connection) {}

        @Test
        void never() {}
    }
}
