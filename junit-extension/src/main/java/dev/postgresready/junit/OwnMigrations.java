package dev.postgresready.junit;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.MigrationProof;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.run.CheckChoice;
import dev.postgresready.verify.run.Verifications;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opentest4j.AssertionFailedError;

/** Checks a database against the migrations that made it, also beside a fresh one made from the same request. */
record OwnMigrations(Asked asked) {

    void proveNoDrift() {
        PostgresRequest request = asked.request()
                .orElseThrow(() -> new AssertionFailedError("it is not known which migrations made the database "
                        + asked.database() + ": only one that a test was handed is known to come from some"));
        with(request, proof -> {
            DatabaseAssert.prove("migration.drift", Expectations.none(), proof, asked);
            return proof;
        });
    }

    /** What comes of the checks of a profile; those of migrations are skipped where none are known. */
    List<CheckResult> results(Profile profile, Expectations expectations) {
        Optional<PostgresRequest> request = asked.request()
                .filter(known ->
                        known.fixture().isPresent() || !known.migrations().isEmpty());
        return request.isEmpty()
                ? Verifications.of(asked.database(), profile, expectations).results()
                : with(
                        request.get(),
                        proof -> Verifications.of(asked.database(), CheckChoice.of(profile), expectations, proof)
                                .results());
    }

    private <T> T with(PostgresRequest request, Function<MigrationProof, T> asking) {
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                MigrationProof proof = MigrationProof.of(
                        request,
                        fixtures.project(),
                        Optional.of(asked.database().connectionInfo(DatabaseRole.OWNER)),
                        fixtures::open)) {
            return asking.apply(proof);
        }
    }
}
