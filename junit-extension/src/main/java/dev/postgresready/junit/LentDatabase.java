package dev.postgresready.junit;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.PostgresRequest;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database as tests see it: closing it does nothing, as other tests may still use it.
 *
 * @param request what it was made from, for messages
 */
record LentDatabase(ReadyDatabase lease, PostgresRequest request) implements ReadyDatabase {

    @Override
    public String name() {
        return lease.name();
    }

    @Override
    public String serverVersion() {
        return lease.serverVersion();
    }

    @Override
    public ConnectionInfo connectionInfo(DatabaseRole role) {
        return lease.connectionInfo(role);
    }

    @Override
    public DataSource dataSource(DatabaseRole role) {
        return lease.dataSource(role);
    }

    @Override
    public Connection connect(DatabaseRole role) throws SQLException {
        return lease.connect(role);
    }

    @Override
    public ReadyDatabase copy() {
        return lease.copy();
    }

    @Override
    public void snapshot(String name) {
        lease.snapshot(name);
    }

    @Override
    public void restore(String name) {
        lease.restore(name);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return lease.toString();
    }
}
