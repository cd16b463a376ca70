package dev.postgresready.cli.sql;

import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.database.ConnectionDiagnosis;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.DatabaseUrl;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.sandbox.SandboxLookup;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * Where SQL is run: at {@code --url}; inside {@code sandbox run} in the database made for it; else in the running
 * sandbox; else at DATABASE_URL. A database that is not ours is read-only until told otherwise.
 */
final class SqlTarget {

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "app, owner or readonly, in the sandbox (default: app).")
    Optional<String> role = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "Another database.")
    Optional<String> url = Optional.empty();

    @Option(names = "--allow-writes", description = "Let statements change a database that is not a sandbox.")
    boolean allowWrites;

    private Ways ways = Ways.foreign(false);

    /** What to do where the login that was {@link #connect connected} may not do something. */
    Ways ways() {
        return ways;
    }

    Connection connect(SandboxCommand command) {
        GivenDatabase given = GivenDatabase.of(command.session());
        Optional<String> variable = given.url();
        if (url.isPresent()) {
            refuseRole();
            return foreign(command, url.get(), allowWrites);
        }
        if (given.within() && variable.isPresent()) {
            refuseRole();
            return foreign(command, variable.get(), allowWrites || given.ours());
        }
        SandboxLookup sandbox = command.lookup();
        Optional<SandboxState> running = sandbox.running();
        boolean begun = running.isEmpty()
                && sandbox.remembered().filter(state -> !state.settled()).isPresent();
        return running.isEmpty() && variable.isPresent() && !begun
                ? foreign(command, variable.get(), allowWrites)
                : own(command, running.orElseGet(() -> command.running(sandbox)));
    }

    /**
     * How to get into the sandbox, where that is what would be connected to. Whether it runs is told by a login that proves
     * both sides to each other.
     */
    Optional<ConnectionInfo> sandbox(SandboxCommand command) {
        if (url.isPresent() || GivenDatabase.of(command.session()).within()) {
            return Optional.empty();
        }
        Optional<SandboxState> state = command.lookup().remembered();
        return state.isPresent() && started(state.get()) ? Optional.of(login(state.get())) : Optional.empty();
    }

    /** Whether a server may be there at all; who listens on its port otherwise might keep us waiting. */
    private static boolean started(SandboxState state) {
        return state.settled() && somewhere(state);
    }

    private static boolean somewhere(SandboxState state) {
        return !state.elsewhere().isEmpty()
                || Files.exists(state.dataDirectory().resolve("postmaster.pid"));
    }

    private ConnectionInfo login(SandboxState state) {
        return Sandbox.connectionInfo(state, wanted());
    }

    private DatabaseRole wanted() {
        return role.isPresent() ? DatabaseRole.parse(role.get()) : DatabaseRole.APP;
    }

    private Connection own(SandboxCommand command, SandboxState state) {
        ways = switch (wanted()) {
            case OWNER -> Ways.owner();
            case APP -> Ways.app();
            case READONLY -> Ways.reader();
        };
        ConnectionInfo login = login(state);
        try {
            return DataSources.plain(login).getConnection();
        } catch (SQLException e) {
            throw unreachable(command, DatabaseUrl.parse(login.url()), e);
        }
    }

    private static CommandFailure unreachable(SandboxCommand command, DatabaseUrl url, SQLException failure) {
        Finding finding = command.surroundings().adapt(ConnectionDiagnosis.of(url, failure));
        return new CommandFailure(ExitCode.NO_POSTGRES, DiagnosisText.describe(finding));
    }

    private void refuseRole() {
        if (role.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--role chooses among the roles of a sandbox", "put the user into the URL instead");
        }
    }

    private Connection foreign(SandboxCommand command, String text, boolean writable) {
        ways = Ways.foreign(writable);
        DatabaseUrl parsed = DatabaseVariables.parse(text, command.environment());
        Properties properties = parsed.properties();
        properties.putIfAbsent("connectTimeout", "10");
        // the driver's default protects explicit transactions only
        properties.setProperty("readOnlyMode", "always");
        try {
            Connection connection = DriverManager.getConnection(parsed.jdbcUrl(), properties);
            connection.setReadOnly(!writable);
            return connection;
        } catch (SQLException e) {
            throw unreachable(command, parsed, e);
        }
    }
}
