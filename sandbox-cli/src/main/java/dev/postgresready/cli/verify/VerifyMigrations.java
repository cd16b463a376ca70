package dev.postgresready.cli.verify;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseUrl;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.database.VerifiedDatabase;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.verify.MigrationProof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The migrations that a verified database should come from, applied to an empty one wherever a Postgres can be had. */
final class VerifyMigrations implements AutoCloseable {

    private final SandboxCommand command;
    private final MigrationProof proof;
    private Optional<PostgresFixtures> fixtures = Optional.empty();

    VerifyMigrations(SandboxCommand command, PostgresRequest request, ConnectionInfo login) {
        this.command = command;
        this.proof = MigrationProof.of(request, command.facts().project(), Optional.of(login), this::open);
    }

    MigrationProof proof() {
        return proof;
    }

    private ReadyDatabase open(PostgresRequest request) {
        fixtures = Optional.of(PostgresFixtures.create(command.facts(), command.progress()));
        return fixtures.get().open(request);
    }

    /** A database of that version, made by the named migrations alone. */
    static PostgresRequest request(List<String> migrations, int major) {
        PostgresRequest.Builder request = PostgresRequest.builder();
        Arrays.stream(PostgresVersion.values())
                .filter(version -> version.major() == major)
                .findFirst()
                .ifPresent(request::version);
        migrations.forEach(text -> request.migrations(MigrationSource.parse(text)));
        return request.build();
    }

    /** As the driver does; a login without parameters would be to a server of ours. */
    static ConnectionInfo login(DatabaseUrl url, VerifiedDatabase database) {
        return url.login(database.user(), url.database());
    }

    @Override
    public void close() {
        try {
            proof.close();
        } finally {
            fixtures.ifPresent(PostgresFixtures::close);
        }
    }
}
