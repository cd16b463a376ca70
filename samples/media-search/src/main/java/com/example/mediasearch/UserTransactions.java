package com.example.mediasearch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Does work as a user, who sees and changes what is theirs alone; the database sees to that. Thread-safe. */
public final class UserTransactions {

    // tag::context[]
    // true: for this transaction. For the session, it would be there for whoever borrows the connection next.
    private static final String BECOME = "select set_config('app.user_id', ?, true)";
    // end::context[]

    private final DataSource source;

    public UserTransactions(DataSource source) {
        this.source = source;
    }

    /** What is done on the connection that knows the user. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Do work in one transaction; nothing of it stays where it throws. */
    public <T> T as(UUID user, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                become(connection, user);
                T done = work.on(connection);
                connection.commit();
                return done;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void become(Connection connection, UUID user) throws SQLException {
        try (PreparedStatement become = connection.prepareStatement(BECOME)) {
            become.setString(1, user.toString());
            become.execute();
        }
    }
}
