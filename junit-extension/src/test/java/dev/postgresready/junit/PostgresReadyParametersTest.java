package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresReadyParametersTest {

    @Test
    void leadToOneDatabaseInFourShapes() {
        Launch.succeeds(1, FourShapesTestCase.class);
    }

    @PostgresReady(fixture = "metaextract")
    static class FourShapesTestCase {
        @Test
        void shapes(ReadyDatabase database, DataSource pool, Connection connection, ConnectionInfo info)
                throws SQLException {
            assertThat(database.name()).startsWith("metaextract_").isEqualTo(info.database());
            assertThat(connection.getCatalog()).isEqualTo(database.name());
            assertThat(Rows.number(connection, "select count(*) from users")).isPositive();
            try (Connection pooled = pool.getConnection()) {
                assertThat(pooled.getCatalog()).isEqualTo(database.name());
            }
        }
    }

    @Test
    void giveEachClassTheFixtureItNames() {
        Launch.succeeds(2, InstantVizTestCase.class, MediaVaultTestCase.class);
    }

    @PostgresReady(fixture = "instantviz")
    static class InstantVizTestCase {
        @Test
        void hasSlides(Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from project_visualizations"))
                    .isPositive();
        }
    }

    @PostgresReady(fixture = "mediavault")
    static class MediaVaultTestCase {
        @Test
        void hasMedia(Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from media_files"))
                    .isPositive();
        }
    }

    @Test
    void resolveWhereverJUnitCallsTheClass() {
        Launch.succeeds(7, EverywhereTestCase.class, PerClassTestCase.class);
        assertThat(EverywhereTestCase.SEEN_AFTER_ALL).containsExactly(true);
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class EverywhereTestCase {
        static final List<Boolean> SEEN_AFTER_ALL = new ArrayList<>();
        private final String name;

        EverywhereTestCase(ReadyDatabase database) {
            name = database.name();
        }

        @BeforeAll
        static void first(Connection connection) throws SQLException {
            Rows.addNote(connection);
        }

        @BeforeEach
        void before(ConnectionInfo info) {
            assertThat(info.database()).isEqualTo(name);
        }

        @RepeatedTest(2)
        void repeated(Connection connection) throws SQLException {
            assertThat(Rows.notes(connection)).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"from the migration", "from a test"})
        void parameterized(String text, Connection connection) throws SQLException {
            assertThat(Rows.number(connection, "select count(*) from notes where text = '" + text + "'"))
                    .isEqualTo(1);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(Connection connection) {
            return Stream.of(1, 2)
                    .map(number -> DynamicTest.dynamicTest(
                            "reads notes, time " + number,
                            () -> assertThat(Rows.notes(connection)).isEqualTo(2)));
        }

        @AfterEach
        void after(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getCatalog()).isEqualTo(name);
            }
        }

        @AfterAll
        static void last(Connection connection) throws SQLException {
            SEEN_AFTER_ALL.add(Rows.notes(connection) == 2);
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        private final Connection connection;

        PerClassTestCase(Connection connection) {
            this.connection = connection;
        }

        @Test
        void works(ReadyDatabase database) throws SQLException {
            assertThat(connection.getCatalog()).isEqualTo(database.name());
        }
    }

    @Test
    void areClosedWhenWhatAskedForThemEnds() {
        Launch.succeeds(2, ClosingTestCase.class);
        assertThat(ClosingTestCase.pools).hasSize(2).allMatch(HikariDataSource::isClosed);
        assertThat(ClosingTestCase.sources)
                .hasSize(1)
                .allSatisfy(source -> assertThatThrownBy(source::getConnection).hasMessageContaining("was given back"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ClosingTestCase {
        static final List<Connection> OF_CLASS = new ArrayList<>();
        static final List<Connection> OF_TESTS = new ArrayList<>();
        static final List<HikariDataSource> pools = new ArrayList<>();
        static final List<DataSource> sources = new ArrayList<>();

        ClosingTestCase(Connection connection) {
            OF_TESTS.add(connection);
        }

        @BeforeAll
        static void first(Connection connection) {
            OF_CLASS.add(connection);
        }

        @Test
        @Order(1)
        void opens(Connection connection, DataSource source, HikariDataSource pool) throws SQLException {
            OF_TESTS.add(connection);
            sources.add(source);
            source.getConnection().close();
            pool.getConnection().close();
            pools.add(pool);
        }

        @Test
        @Order(2)
        void findsThemClosed(@AsRole(DatabaseRole.READONLY) HikariDataSource pool) throws SQLException {
            assertThat(OF_TESTS.get(0).isClosed()).isTrue();
            assertThat(OF_TESTS.get(1).isClosed()).isTrue();
            assertThat(OF_TESTS.get(2).isClosed()).isFalse();
            assertThat(OF_CLASS.get(0).isClosed()).isFalse();
            assertThat(pools.get(0).isClosed()).isFalse();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getMetaData().getUserName()).endsWith("_readonly");
            }
            pools.add(pool);
        }
    }

    @Test
    void actAsTheApplicationUnlessAskedOtherwise() {
        Launch.succeeds(2, RolesTestCase.class);
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class RolesTestCase {
        @Test
        void ownersMayAlterWhatApplicationsMayNot(Connection application, @AsRole(DatabaseRole.OWNER) Connection owner)
                throws SQLException {
            assertThatThrownBy(() -> Rows.execute(application, "alter table notes add author text"))
                    .hasMessageContaining("must be owner of table notes");
            Rows.execute(owner, "alter table notes add author text");
        }

        @Test
        void poolsAndAddressesTakeRolesToo(
                @AsRole(DatabaseRole.READONLY) DataSource pool,
                @AsRole(DatabaseRole.READONLY) ConnectionInfo info,
                ConnectionInfo application)
                throws SQLException {
            assertThat(info.user()).isNotEqualTo(application.user());
            try (Connection reader = pool.getConnection()) {
                assertThat(reader.getMetaData().getUserName()).isEqualTo(info.user());
                assertThatThrownBy(() -> Rows.addNote(reader)).hasMessageContaining("read-only transaction");
            }
        }
    }

    @Test
    void refuseARoleForAWholeDatabase() {
        assertThat(Launch.failure(Launch.of(RoleOfDatabaseTestCase.class).testEvents()))
                .hasMessageContaining("a ReadyDatabase serves every role: call connect(OWNER) on it");
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class RoleOfDatabaseTestCase {
        @Test
        void asks(@AsRole(DatabaseRole.OWNER) ReadyDatabase database) {}
    }

    @Test
    void surviveATestThatClosesTheDatabase() {
        Launch.succeeds(2, ClosesDatabaseTestCase.class);
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class ClosesDatabaseTestCase {
        @RepeatedTest(2)
        void closes(ReadyDatabase database) throws SQLException {
            try (database;
                    Connection connection = database.connect()) {
                assertThat(Rows.notes(connection)).isEqualTo(1);
            }
        }
    }
}
