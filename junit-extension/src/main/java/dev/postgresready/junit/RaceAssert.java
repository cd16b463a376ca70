package dev.postgresready.junit;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opentest4j.AssertionFailedError;

/** What came of requests that were made all at once, and what they left. */
public final class RaceAssert {

    private static final int PATIENCE_SECONDS = 60;

    private final Asked asked;
    private final int requests;
    private final int accepted;
    private final Map<String, Integer> errors;

    private RaceAssert(Asked asked, List<String> answers) {
        this.asked = asked;
        this.requests = answers.size();
        this.accepted = Collections.frequency(answers, "accepted");
        this.errors = new TreeMap<>();
        answers.stream()
                .filter(answer -> answer.startsWith("died"))
                .forEach(answer -> errors.merge(answer, 1, Integer::sum));
    }

    static RaceAssert run(Asked asked, int requests, DatabaseAttempt attempt) {
        if (requests < 1) {
            throw new IllegalArgumentException(requests + " requests leave nothing to be seen: make at least one");
        }
        CyclicBarrier start = new CyclicBarrier(requests);
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                answers.add(threads.submit(() -> {
                    start.await();
                    return answer(attempt, number);
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<String> answer : answers) {
                all.add(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return new RaceAssert(asked, all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("interrupted while requests were made", e);
        } catch (ExecutionException | TimeoutException e) {
            throw unanswered(e, requests);
        } finally {
            threads.shutdownNow();
        }
    }

    /** An assertion that fails within an attempt is the test's own complaint, and is thrown as it is. */
    private static AssertionFailedError unanswered(Exception failure, int requests) {
        if (failure.getCause() instanceof Error own) {
            throw own;
        }
        return new AssertionFailedError(
                failure instanceof TimeoutException
                        ? "a request did not end within " + PATIENCE_SECONDS + " s: a lock, or a pool smaller than "
                                + requests
                        : "the requests could not be made: " + failure.getCause(),
                failure);
    }

    private static String answer(DatabaseAttempt attempt, int number) {
        try {
            return attempt.make(number) ? "accepted" : "refused";
        } catch (SQLException e) {
            return "died: " + Asked.words(e);
        } catch (Exception e) {
            return "died: " + e;
        }
    }

    /** So many were accepted. */
    public RaceAssert accepts(int expected) {
        return asked.states(this, () -> {
            if (accepted != expected) {
                throw complaint(expected + " of " + requests + " requests must be accepted");
            }
        });
    }

    /** None died with an error: what is too much is refused. */
    public RaceAssert withoutErrors() {
        return asked.states(this, () -> {
            if (!errors.isEmpty()) {
                throw complaint("no request may die with an error");
            }
        });
    }

    /** A query gives this number afterwards: {@code leaves("select balance from ...", 0)}. */
    public RaceAssert leaves(String query, long expected) {
        return asked.states(this, () -> {
            List<List<String>> rows = asked.rows(query);
            String left = rows.isEmpty() ? "no row" : rows.get(0).get(0);
            if (!isNumber(left, expected)) {
                throw complaint("the requests must leave " + expected + ", and left " + left + ": " + query);
            }
        });
    }

    /** Whatever type it has: a numeric has as many zeros behind the point as its column says. */
    private static boolean isNumber(String text, long expected) {
        try {
            return new BigDecimal(text).compareTo(BigDecimal.valueOf(expected)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The rules of the fixture's data hold afterwards. */
    public RaceAssert holdsInvariants() {
        new DatabaseAssert(asked).holdsInvariants();
        return this;
    }

    private AssertionFailedError complaint(String must) {
        return asked.complaintOfCode(must, List.of(toString()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(requests + " attempts, " + accepted + " accepted, "
                + (requests
                        - accepted
                        - errors.values().stream().mapToInt(Integer::intValue).sum()) + " refused");
        errors.forEach(
                (answer, count) -> text.append(", ").append(count).append(' ').append(answer));
        return text.toString();
    }
}
