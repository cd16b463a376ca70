package dev.postgresready.junit;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.plan.VersionMatrix;
import dev.postgresready.request.PostgresRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Everything from the first annotated class to the end of the run: servers, templates, shared databases. Thread-safe. */
final class TestRun implements AutoCloseable {

    private final PostgresFixtures fixtures = PostgresFixtures.create();
    private final Map<PostgresRequest, TestDatabase> shared = new ConcurrentHashMap<>();
    private final MatrixLedger ledger = new MatrixLedger();
    private final EndedDatabases ended = new EndedDatabases();

    /** Begin a run that will ask for so many databases, where that is known. */
    TestRun(OptionalInt planned) {
        planned.ifPresent(fixtures::expect);
    }

    VersionMatrix matrix(List<String> versions, List<String> providers) {
        return fixtures.matrix(versions, providers);
    }

    MatrixLedger ledger() {
        return ledger;
    }

    /** What was given back so far. */
    EndedDatabases ended() {
        return ended;
    }

    /** Open a database of this class's own, which closes it. */
    TestDatabase open(PostgresRequest request, Class<?> owner) {
        return open(request, name -> ended.add(name, request.isolation(), owner));
    }

    private TestDatabase open(PostgresRequest request, Consumer<String> closing) {
        PostgresRequest complete = fixtures.fillForTest(request);
        ReadyDatabase database = fixtures.open(complete);
        return new TestDatabase(database, fixtures.watch(database), complete, closing);
    }

    /** Give the one database that this run has for a request. */
    TestDatabase shared(PostgresRequest request) {
        return shared.computeIfAbsent(request, any -> open(any, name -> {}));
    }

    @Override
    public void close() {
        try (fixtures) {
            try {
                RunSummary.tell(fixtures.report(), ledger.answers());
            } finally {
                shared.values().forEach(TestDatabase::close);
            }
        }
    }
}
