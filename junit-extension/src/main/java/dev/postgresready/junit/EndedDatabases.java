package dev.postgresready.junit;

import dev.postgresready.request.Isolation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that a run gave back before its end, and whose they were. Thread-safe. */
final class EndedDatabases {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int DEEPEST = 50;

    private final Map<String, EndedDatabase> ended = new ConcurrentHashMap<>();

    void add(String name, Isolation isolation, Class<?> owner) {
        ended.put(name, new EndedDatabase(name, isolation == Isolation.CLASS, owner));
    }

    /** Let a failure for want of a database tell whose that was, where it was given back. */
    void explain(Throwable failure) {
        String said = String.join("\n", messages(failure));
        ended.forEach((name, database) -> {
            if (said.contains(name)) {
                failure.addSuppressed(database.trace());
            }
        });
    }

    /** Tell whether it failed as there is no such database; not every driver's exceptions have a SQLSTATE. */
    static boolean lacksOne(Throwable failure) {
        boolean state = chain(failure).stream()
                .anyMatch(link -> link instanceof SQLException e && NO_SUCH_DATABASE.equals(e.getSQLState()));
        return state
                || messages(failure).stream()
                        .anyMatch(said -> said.contains(NO_SUCH_DATABASE)
                                || (said.contains("database \"") && said.contains("\" does not exist")));
    }

    private static List<String> messages(Throwable failure) {
        return chain(failure).stream()
                .map(link -> String.valueOf(link.getMessage()))
                .toList();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && chain.size() < DEEPEST; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
