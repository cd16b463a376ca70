package dev.postgresready.cli.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/** What was opened for a verification; closed all together, the last one first, also where one of them fails. */
final class OpenedSoFar implements AutoCloseable {

    private final Deque<Closing> open = new ArrayDeque<>();

    /** How one of them is closed. */
    interface Closing extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** Remember how to close what was just opened. */
    <T> T with(T opened, Closing closing) {
        open.push(closing);
        return opened;
    }

    Connection connect(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        return with(connection, connection::close);
    }

    /** Give all of it to who closes it later; nothing is left here to close. */
    OpenedSoFar handOver() {
        OpenedSoFar kept = new OpenedSoFar();
        kept.open.addAll(open);
        open.clear();
        return kept;
    }

    @Override
    public void close() throws SQLException {
        if (!open.isEmpty()) {
            Closing last = open.pop();
            Closing others = this::close;
            try (others) {
                last.close();
            }
        }
    }
}
