package dev.postgresready.junit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/** A leased database and the pools made for it, which end with it. Thread-safe. */
final class TestDatabase implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 10;
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final ReadyDatabase lease;
    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);

    TestDatabase(ReadyDatabase lease) {
        this.lease = lease;
    }

    ReadyDatabase lent() {
        return new LentDatabase(lease);
    }

    synchronized DataSource pool(DatabaseRole role) {
        return pools.computeIfAbsent(role, this::open);
    }

    @Override
    public synchronized void close() {
        try (lease) {
            pools.values().forEach(HikariDataSource::close);
        }
    }

    private HikariDataSource open(DatabaseRole role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(lease.name() + " as " + role);
        config.setDataSource(lease.dataSource(role));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(LIFETIME.toMillis());
        // the server has just cloned this database for us; a connection opened to check it would be thrown away
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
