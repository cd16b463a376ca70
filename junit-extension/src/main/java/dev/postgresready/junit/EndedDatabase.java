package dev.postgresready.junit;

/** A database that ended with its class, or with one of its tests, while the run goes on. */
record EndedDatabase(String name, boolean ofClass, Class<?> owner) {

    /** Tells in the trace of a failed test whose database it looked for: what outlives a class keeps its address. */
    private static final class EndedDatabaseTrace extends Throwable {

        private static final long serialVersionUID = 1L;

        EndedDatabaseTrace(String message) {
            super(message, null, false, false);
        }
    }

    Throwable trace() {
        return new EndedDatabaseTrace(
                ofClass
                        ? "the database " + name + " was that of " + owner.getName() + " and ended with that class;"
                                + " something that is kept over classes still leads there, such as the connection pool"
                                + " of a cached Spring context"
                                + "\n    fix: let its database be kept too: @PostgresReady(isolation = SHARED) on what these"
                                + " classes inherit"
                                + "\n    fix: or make it anew for each class, in Spring by @DirtiesContext"
                        : "the database " + name + " was that of a test of " + owner.getName()
                                + " and ended with that test; something that is kept over tests still leads there, such as"
                                + " a connection pool"
                                + "\n    fix: let its database be kept too: isolation = CLASS, or SHARED for what is kept"
                                + " over classes, such as a cached Spring context");
    }
}
