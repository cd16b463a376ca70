package dev.postgresready.cli.sql;

import dev.postgresready.database.DriverSession;
import dev.postgresready.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Runs a statement in a transaction that only reads, whatever statements before it have set: a session's own default is
 * theirs to change, and a block or procedure alone could begin a transaction of its own. One that was begun by a statement
 * is kept, and told anew. Guards a connection that is read-only, and no other.
 */
final class ReadOnlyGuard implements AutoCloseable {

    private static final Pattern BEGINS = Pattern.compile("(?i)(?:begin|start\\s+transaction)\\b");

    private final Connection connection;
    private final boolean ours;

    private ReadOnlyGuard(Connection connection, boolean ours) {
        this.connection = connection;
        this.ours = ours;
    }

    static ReadOnlyGuard around(SqlStatement sql, Connection connection) throws SQLException {
        DriverSession session = new DriverSession(connection);
        if (!connection.isReadOnly() || session.hasFailed()) {
            return new ReadOnlyGuard(connection, false);
        }
        if (session.inTransaction()) {
            execute(connection, "set transaction read only");
            return new ReadOnlyGuard(connection, false);
        }
        boolean begins = BEGINS.matcher(sql.text()).lookingAt();
        if (!begins) {
            execute(connection, "begin read only");
        }
        return new ReadOnlyGuard(connection, !begins);
    }

    @Override
    public void close() throws SQLException {
        DriverSession session = new DriverSession(connection);
        if (ours && session.inTransaction()) {
            execute(connection, session.hasFailed() ? "rollback" : "commit");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
