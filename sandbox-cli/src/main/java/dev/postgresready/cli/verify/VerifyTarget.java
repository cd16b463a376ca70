package dev.postgresready.cli.verify;

import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.database.ConnectionCheck;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.DatabaseUrl;
import dev.postgresready.database.Verification;
import dev.postgresready.database.VerifiedDatabase;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.SandboxState;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.ProbeCopy;
import dev.postgresready.verify.expected.FixtureExpectations;
import dev.postgresready.verify.run.CheckChoice;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import picocli.CommandLine.Option;

/** What is verified: {@code --url}; else the running sandbox, as the role that may read all of it; else DATABASE_URL. */
final class VerifyTarget {

    @Option(names = "--url", paramLabel = "URL", description = "Another database than the sandbox; nothing is changed.")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--migrations",
            split = ",",
            paramLabel = "DIR",
            description = "The migrations that should make the database; a sandbox knows its own.")
    List<String> migrations = new ArrayList<>();

    /**
     * A connection and what was found at its other end.
     *
     * @param second another one of the same login, in a sandbox
     * @param application as the application logs in, in a sandbox
     * @param fixture that of the sandbox
     * @param copy where probes may change data
     * @param migrations what the database should come from
     * @param all to be closed
     */
    record Opened(
            Connection connection,
            Optional<Connection> second,
            Optional<Connection> application,
            VerifiedDatabase database,
            Optional<String> fixture,
            ProbeCopy copy,
            VerifyMigrations migrations,
            OpenedSoFar all)
            implements AutoCloseable {

        /** Whether it is the sandbox, where something may be tried and rolled back. */
        boolean ours() {
            return application.isPresent();
        }

        @Override
        public void close() throws SQLException {
            all.close();
        }
    }

    private static final ProbeCopy NO_COPY =
            ProbeCopy.none("this database is not the sandbox's, and nothing is made on its server");

    Opened open(SandboxCommand command, CheckChoice choice) throws SQLException {
        Optional<String> variable = GivenDatabase.of(command.session()).url();
        if (url.isPresent()) {
            return foreign(url.get(), command);
        }
        Sandbox sandbox = Sandbox.of(command.facts(), command.progress());
        Optional<SandboxState> running = sandbox.running();
        return running.isEmpty() && variable.isPresent()
                ? foreign(variable.get(), command)
                : own(running.orElseGet(() -> command.running(sandbox)), command, choice);
    }

    private Opened own(SandboxState state, SandboxCommand command, CheckChoice choice) throws SQLException {
        try (OpenedSoFar open = new OpenedSoFar()) {
            ProbeCopy copied = choice.copy(() -> Sandbox.copy(state));
            ProbeCopy copy = open.with(copied, copied::close);
            ConnectionInfo login = Sandbox.connectionInfo(state, DatabaseRole.OWNER);
            PostgresRequest schema = migrations.isEmpty()
                    ? Sandbox.schemaOf(state)
                    : VerifyMigrations.request(migrations, state.major());
            VerifyMigrations proof = new VerifyMigrations(command, schema, login);
            open.with(proof, proof::close);
            DataSource owner = DataSources.plain(login);
            VerifiedDatabase database = verified(ConnectionCheck.of(owner));
            Optional<String> fixture = Optional.of(state.content().fixture()).filter(name -> !name.isEmpty());
            DataSource application = DataSources.plain(Sandbox.connectionInfo(state, login(state, fixture)));
            return new Opened(
                    open.connect(owner),
                    Optional.of(open.connect(owner)),
                    Optional.of(open.connect(application)),
                    database,
                    fixture,
                    copy,
                    proof,
                    open.handOver());
        }
    }

    /** A fixture may have its application log in as the owner, and is then asked so. */
    private static DatabaseRole login(SandboxState state, Optional<String> fixture) {
        String owner = DatabaseRole.OWNER.loginFor(state.database());
        return fixture.map(FixtureExpectations::of)
                .flatMap(Expectations::applicationRole)
                .filter(owner::equals)
                .map(role -> DatabaseRole.OWNER)
                .orElse(DatabaseRole.APP);
    }

    private Opened foreign(String text, SandboxCommand command) throws SQLException {
        DatabaseUrl parsed = DatabaseVariables.parse(text, command.environment());
        VerifiedDatabase database = verified(ConnectionCheck.of(parsed));
        Properties properties = parsed.properties();
        properties.putIfAbsent("connectTimeout", "10");
        try (OpenedSoFar open = new OpenedSoFar()) {
            VerifyMigrations proof = new VerifyMigrations(
                    command,
                    VerifyMigrations.request(migrations, major(database)),
                    VerifyMigrations.login(parsed, database));
            open.with(proof, proof::close);
            Connection connection = DriverManager.getConnection(parsed.jdbcUrl(), properties);
            open.with(connection, connection::close);
            return new Opened(
                    connection,
                    Optional.empty(),
                    Optional.empty(),
                    database,
                    Optional.empty(),
                    NO_COPY,
                    proof,
                    open.handOver());
        }
    }

    private static int major(VerifiedDatabase database) {
        return Integer.parseInt(database.version().replaceAll("\\D.*", ""));
    }

    private static VerifiedDatabase verified(Verification verification) {
        if (verification instanceof Verification.Verified verified) {
            return verified.database();
        }
        throw new CommandFailure(ExitCode.NO_POSTGRES, DiagnosisText.describe(verification.finding()));
    }
}
