package dev.postgresready.junit;

/** Code of a test that uses a database. */
@FunctionalInterface
public interface DatabaseAction {

    /** Do it. */
    void run() throws Exception;
}
