package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.database.ServerWatch;
import dev.postgresready.request.PostgresRequest;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A leased database and the pools made for it, which end with it. Thread-safe. */
final class TestDatabase implements AutoCloseable {

    private final ReadyDatabase lease;
    private final LostServer server;
    private final PostgresRequest request;
    private final Consumer<String> closing;
    private Optional<HikariPools> pools = Optional.empty();

    /** A database whose name is told when it is closed. */
    TestDatabase(ReadyDatabase lease, ServerWatch watch, PostgresRequest request, Consumer<String> closing) {
        this.lease = lease;
        this.server = new LostServer(lease, watch);
        this.request = request;
        this.closing = closing;
    }

    ReadyDatabase lent() {
        return new LentDatabase(lease, request);
    }

    /** What became of its server. */
    LostServer server() {
        return server;
    }

    DataSource source(DatabaseRole role) {
        return lease.dataSource(role);
    }

    /** A pool of HikariCP, for tests that ask for one by its name. */
    synchronized DataSource hikari(DatabaseRole role) {
        HikariPools there = pools.orElseGet(() -> new HikariPools(lease));
        pools = Optional.of(there);
        return there.pool(role);
    }

    @Override
    public synchronized void close() {
        closing.accept(lease.name());
        try (lease) {
            pools.ifPresent(HikariPools::close);
        }
    }
}
