package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.ReadyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresReadyParametersTest {

    @Test
    void handsOutOneDatabaseInFourShapes() {
        Launch.of(FourShapesTestCase.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @PostgresReady(fixture = "metaextract")
    static class FourShapesTestCase {
        @Test
        void shapes(ReadyDatabase database, DataSource pool, Connection connection, ConnectionInfo info)
                throws SQLException {
            assertThat(info.database()).isEqualTo(database.name());
            assertThat(connection.getCatalog()).isEqualTo(database.name());
            try (Connection pooled = pool.getConnection()) {
                assertThat(pooled.getCatalog()).isEqualTo(database.name());
            }
        }
    }
}
