package dev.postgresready.cli.matrix;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;

/** A program that provisions for itself, as tests with Postgres Ready do; of the version given, or else configured. */
final class Provisioning {

    private Provisioning() {}

    public static void main(String[] version) {
        PostgresRequest.Builder request = PostgresRequest.builder();
        if (version.length > 0) {
            request.version(PostgresVersion.parse(version[0]));
        }
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase database = fixtures.open(request.build())) {
            System.out.println("opened a database of " + database.serverVersion());
        }
    }
}
