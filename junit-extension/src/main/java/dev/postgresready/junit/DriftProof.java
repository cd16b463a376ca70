package dev.postgresready.junit;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.MigrationProof;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** Compares a database with a fresh one, which was made from the same request. */
record DriftProof(Asked asked) {

    void prove() {
        PostgresRequest request = asked.request()
                .orElseThrow(() -> new AssertionFailedError("it is not known which migrations made the database "
                        + asked.database() + ": only one that a test was handed is known to come from some"));
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                MigrationProof proof = MigrationProof.of(request, Path.of(""), Optional.empty(), fixtures::open)) {
            DatabaseAssert.prove("migration.drift", Expectations.none(), proof, asked);
        }
    }
}
