package dev.postgresready.cli.matrix;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.database.SessionCount;
import java.sql.SQLException;
import java.util.Optional;

/** Whether somebody other than ourselves connected to a database since this watch began. */
final class SessionWatch {

    private final ReadyDatabase database;
    private final Optional<SessionCount> before;
    private String doubt = "";

    private SessionWatch(ReadyDatabase database, Optional<SessionCount> before) {
        this.database = database;
        this.before = before;
    }

    static SessionWatch begin(ReadyDatabase database) throws SQLException, InterruptedException {
        return new SessionWatch(
                database, SessionCount.isOf(database) ? Optional.of(SessionCount.of(database)) : Optional.empty());
    }

    /** Where nothing can be known, nobody was seen. */
    boolean sawOthers() throws InterruptedException {
        if (before.isEmpty()) {
            doubt = "the run has only a schema of a database that others use, where sessions prove nothing: let the"
                    + " tests provision for themselves, or give the login CREATEDB";
            return false;
        }
        try {
            return SessionCount.of(database).othersSince(before.get());
        } catch (SQLException e) {
            doubt = "the run's database does not tell who connected: " + e.getMessage();
            return false;
        }
    }

    /** Why nobody was seen, where that is not because nobody came; else empty. */
    String doubt() {
        return doubt;
    }
}
