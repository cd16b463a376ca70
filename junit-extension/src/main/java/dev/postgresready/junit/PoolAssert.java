package dev.postgresready.junit;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.opentest4j.AssertionFailedError;

/** How a connection pool behaves: many borrowers, none left, a leak, a connection that the server ended. */
public final class PoolAssert {

    private static final int MOST = 500;
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** Pools do not look again at a connection that was used within half a second. */
    private static final Duration UNTRUSTED = Duration.ofMillis(700);

    private final DataSource pool;

    PoolAssert(DataSource pool) {
        this.pool = pool;
    }

    /** So many borrowers at once; all of them must be served. */
    public Served serves(int borrowers) {
        return new Served(borrowers);
    }

    /** Borrowers that must all be served in time. */
    public final class Served {

        private final int borrowers;

        private Served(int borrowers) {
            this.borrowers = borrowers;
        }

        /** The last of them is served within this time. */
        public PoolAssert within(Duration most) {
            List<String> refused = new ArrayList<>();
            long start = System.nanoTime();
            ExecutorService threads = Executors.newFixedThreadPool(borrowers);
            try {
                CyclicBarrier together = new CyclicBarrier(borrowers);
                List<Future<Integer>> served = new ArrayList<>();
                for (int i = 0; i < borrowers; i++) {
                    served.add(threads.submit(() -> {
                        together.await();
                        return hold();
                    }));
                }
                served.forEach(one -> await(one, refused));
            } finally {
                threads.shutdownNow();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (!refused.isEmpty() || took.compareTo(most) > 0) {
                throw failed(
                        borrowers + " borrowers must be served within " + most.toMillis() + " ms",
                        refused.isEmpty() ? List.of("it took " + took.toMillis() + " ms") : refused);
            }
            return PoolAssert.this;
        }
    }

    private static void await(Future<Integer> one, List<String> refused) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refused.add("interrupted");
        } catch (ExecutionException e) {
            refused.add(
                    e.getCause() instanceof SQLException answer ? Asked.words(answer) : String.valueOf(e.getCause()));
        }
    }

    /** Who asks an empty pool is told so within this time, and is served once a connection comes back. */
    public PoolAssert tellsExhaustionWithin(Duration most) {
        List<Connection> taken = new ArrayList<>();
        try {
            long asked = System.nanoTime();
            try {
                while (taken.size() < MOST) {
                    asked = System.nanoTime();
                    taken.add(pool.getConnection());
                }
                throw failed(
                        "the pool must be exhausted at some point", List.of(MOST + " connections were handed out"));
            } catch (SQLException e) {
                Duration took = Duration.ofNanos(System.nanoTime() - asked);
                if (took.compareTo(most) > 0) {
                    throw failed(
                            "exhaustion must be told within " + most.toMillis() + " ms",
                            List.of("after " + took.toMillis() + " ms: " + Asked.words(e)));
                }
            }
        } finally {
            taken.forEach(PoolAssert::giveBack);
        }
        return works("after it was exhausted");
    }

    /** Code gives back every connection that it borrows. Only HikariCP tells. */
    public PoolAssert leaksNothing(DatabaseAction code) {
        int before = active();
        try {
            code.run();
        } catch (Exception e) {
            throw new AssertionFailedError("the code that may not leak failed: " + e, e);
        }
        return leaksNothingBut(before);
    }

    /** Every connection has been given back. Only HikariCP tells. */
    public PoolAssert leaksNothing() {
        return leaksNothingBut(0);
    }

    private PoolAssert leaksNothingBut(int before) {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (active() > before && System.nanoTime() < deadline) {
            pause(Duration.ofMillis(5));
        }
        if (active() > before) {
            throw failed("every connection must be given back", List.of((active() - before) + " were not"));
        }
        return this;
    }

    /** Where the server ends a connection that lies in the pool, as a restart does, the next borrower is served all the same. */
    public PoolAssert survivesBackendKill() {
        int idle = ask(PoolAssert.this::backend);
        ask(() -> {
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                int victim = backend(first);
                first.close();
                try (Statement statement = second.createStatement()) {
                    statement.execute("select pg_terminate_backend(" + victim + ")");
                }
                return idle;
            }
        });
        pause(UNTRUSTED);
        return works("after the server ended a connection that lay in it");
    }

    private PoolAssert works(String when) {
        try {
            for (int i = 0; i < 3; i++) {
                backend();
            }
            return this;
        } catch (SQLException e) {
            throw failed("the pool must serve " + when, List.of(Asked.words(e)));
        }
    }

    private interface Question {
        int ask() throws SQLException;
    }

    private static int ask(Question question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw failed("the pool must serve", List.of(Asked.words(e)));
        }
    }

    /** Long enough that borrowers meet. */
    private int hold() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(0.05)");
            return backend(connection);
        }
    }

    private int backend() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return backend(connection);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private int active() {
        try {
            return pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
        } catch (SQLException e) {
            throw new AssertionFailedError(
                    "only HikariCP tells how many connections are out, and this is "
                            + pool.getClass().getName(),
                    e);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("a connection must go back to the pool", List.of(Asked.words(e)));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AssertionFailedError failed(String must, List<String> saw) {
        return new AssertionFailedError(must + "\n    saw: "
                + String.join("\n    saw: ", saw.subList(0, Math.min(10, saw.size())))
                + "\n    again: sandbox verify --only pool");
    }
}
