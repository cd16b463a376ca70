package dev.postgresready.junit;

/** One request of many that are made at once. */
@FunctionalInterface
public interface DatabaseAttempt {

    /**
     * Make the request.
     *
     * @param number which of the requests, from 0
     * @return whether it was accepted
     */
    boolean make(int number) throws Exception;
}
