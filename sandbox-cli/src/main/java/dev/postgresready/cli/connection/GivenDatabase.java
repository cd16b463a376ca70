package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.Session;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The database that the caller's environment names, and whether it is one of ours. */
public final class GivenDatabase {

    /** Tells a sandbox command inside which DATABASE_URL leads to a database of ours, by the digest of it. */
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

    /** Whether we are within a command that a database was made for, and one is named: it alone is meant, whichever it is. */
    public boolean within() {
        return environment.variable(MARKER).isPresent() && url().isPresent();
    }

    /** Whether we are {@link #within} such a command, and it is still its database that is named. */
    public boolean ours() {
        Optional<String> url = url();
        return url.isPresent()
                && environment
                        .variable(MARKER)
                        .filter(digest(url.get())::equals)
                        .isPresent();
    }

    /** Let a sandbox command inside know that the database of these variables is ours. */
    public static void mark(Map<String, String> variables) {
        variables.put(MARKER, digest(variables.getOrDefault(DatabaseVariables.URL, "")));
    }

    private static String digest(String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
