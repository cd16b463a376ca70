package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThatPool;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.ReadyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A pool that behaves passes; one that is too small, waits for ever, leaks or hands out dead connections is told. */
@PostgresReady
class PoolAssertTest {

    private static final Duration AMPLE = Duration.ofSeconds(30);

    @Test
    void aPoolThatBehaves(ReadyDatabase database) {
        try (HikariDataSource pool = pool(database, 5, 10_000)) {
            assertThatPool(pool).serves(25).within(AMPLE).leaksNothing().survivesBackendKill();
        }
        try (HikariDataSource pool = pool(database, 5, 300)) {
            assertThatPool(pool).tellsExhaustionWithin(AMPLE).leaksNothing();
        }
    }

    @Test
    void aPoolThatIsTooSmallForItsWaitIsTold(ReadyDatabase database) {
        try (HikariDataSource pool = pool(database, 1, 250)) {
            assertThatThrownBy(() -> assertThatPool(pool).serves(60).within(AMPLE))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("60 borrowers must be served within 30000 ms")
                    .hasMessageContaining("Connection is not available, request timed out after");
            assertThatThrownBy(() -> assertThatPool(pool).tellsExhaustionWithin(Duration.ofMillis(1)))
                    .hasMessageContaining("exhaustion must be told within 1 ms")
                    .hasMessageContaining("saw: after ");
        }
    }

    @Test
    void aLeakIsTold(ReadyDatabase database) throws SQLException {
        try (HikariDataSource pool = pool(database, 5, 10_000)) {
            Connection[] kept = new Connection[1];
            assertThatThrownBy(() -> assertThatPool(pool).leaksNothing(() -> kept[0] = pool.getConnection()))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("every connection must be given back")
                    .hasMessageContaining("saw: 1 were not");
            kept[0].close();
        }
    }

    @Test
    void aPoolThatHandsOutDeadConnectionsIsTold(ReadyDatabase database) throws SQLException {
        try (OldPool pool = new OldPool(database)) {
            assertThatThrownBy(() -> assertThatPool(pool.source()).survivesBackendKill())
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("the pool must serve after the server ended a connection that lay in it")
                    .hasMessageContaining("57P01");
            assertThatThrownBy(() -> assertThatPool(pool.source()).leaksNothing())
                    .hasMessageContaining("only HikariCP tells");
        }
    }

    private static HikariDataSource pool(ReadyDatabase database, int size, long timeout) {
        ConnectionInfo info = database.connectionInfo();
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain(info));
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(timeout);
        return new HikariDataSource(config);
    }

    private static DataSource plain(ConnectionInfo info) {
        return DataSources.plain(info);
    }
}
