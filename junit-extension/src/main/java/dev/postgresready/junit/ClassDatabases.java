package dev.postgresready.junit;

import dev.postgresready.request.Isolation;
import dev.postgresready.request.PostgresRequest;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The databases of one annotated class. The first is opened at once, so that a missing Postgres fails the class and
 * not each of its tests. Thread-safe.
 */
final class ClassDatabases implements AutoCloseable {

    private final TestRun run;
    private final Declaration declaration;
    private final PostgresRequest request;
    private final TestDatabase first;
    /** Those that are as the template was. */
    private final Deque<TestDatabase> untouched = new ConcurrentLinkedDeque<>();

    ClassDatabases(TestRun run, Declaration declaration, Optional<MatrixRun> matrix) {
        this.run = run;
        this.declaration = declaration;
        this.request = declaration.fulfil(() -> declaration.request(matrix));
        this.first = declaration.fulfil(() ->
                request.isolation() == Isolation.SHARED ? run.shared(request) : run.open(request, declaration.owner()));
        this.untouched.add(first);
        matrix.filter(any -> !declaration.ownVersion(any))
                .ifPresent(any -> run.ledger().prove(any.cell(), first.lent()));
    }

    Isolation isolation() {
        return request.isolation();
    }

    /** The database that all tests of the class use. */
    TestDatabase common() {
        return first;
    }

    /** Begin nothing where the server of the one database has ended; where each test has its own, others are on another. */
    void refuseLost() {
        if (isolation() == Isolation.CLASS || isolation() == Isolation.SHARED) {
            first.server().refuse();
        }
    }

    /** A database that no test has changed; the caller closes it. */
    TestDatabase fresh() {
        TestDatabase there = untouched.pollLast();
        while (there != null && there.server().gone()) {
            there.close();
            there = untouched.pollLast();
        }
        return there != null ? there : declaration.fulfil(() -> run.open(request, declaration.owner()));
    }

    /** Work on such a database, which is rolled back; the caller closes it. */
    TestWork work() {
        return TestWork.on(fresh(), untouched::addLast);
    }

    @Override
    public void close() {
        switch (isolation()) {
            case CLASS -> first.close();
            case METHOD, ROLLBACK -> untouched.forEach(TestDatabase::close);
            case SHARED -> {} // lives as long as the run
        }
    }
}
