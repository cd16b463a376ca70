package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.Session;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.Environment;
import java.util.Map;
import java.util.Optional;

/** The database that the caller's environment names, and whether it is one of ours. */
public final class GivenDatabase {

    /** Tells a sandbox command inside that DATABASE_URL leads to a database of ours. */
    private static final String MARKER = "POSTGRES_READY_RUN";

    private final Environment environment;

    private GivenDatabase(Environment environment) {
        this.environment = environment;
    }

    public static GivenDatabase of(Session session) {
        return new GivenDatabase(session.environment());
    }

    /** The value of DATABASE_URL, which nobody has read yet. */
    public Optional<String> url() {
        return environment.variable(DatabaseVariables.URL);
    }

    /** Whether we are within a command that a database was made for. */
    public boolean ours() {
        return environment.variable(MARKER).isPresent();
    }

    /** Let a sandbox command inside know that the database of these variables is ours. */
    public static void mark(Map<String, String> variables) {
        variables.put(MARKER, "1");
    }
}
