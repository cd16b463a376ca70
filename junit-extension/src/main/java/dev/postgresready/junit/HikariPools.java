package dev.postgresready.junit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The pools of HikariCP that the tests of one database asked for by name. Thread-safe. */
final class HikariPools implements AutoCloseable {

    /** As text: the library is not on every class path, and who asks by this name has it. */
    private static final String TYPE = "com.zaxxer.hikari.HikariDataSource";

    private static final int MOST_CONNECTIONS = 10;
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final ReadyDatabase lease;
    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);

    HikariPools(ReadyDatabase lease) {
        this.lease = lease;
    }

    static boolean areAskedFor(Class<?> type) {
        return type.getName().equals(TYPE);
    }

    synchronized HikariDataSource pool(DatabaseRole role) {
        return pools.computeIfAbsent(role, this::open);
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(HikariDataSource::close);
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
