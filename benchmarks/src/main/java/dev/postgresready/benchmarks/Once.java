package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.host.FirstLook;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.HostProbe;
import dev.postgresready.plan.Plan;
import dev.postgresready.plan.Planner;
import dev.postgresready.provision.PostgresServer;
import dev.postgresready.provision.Provisioner;
import dev.postgresready.provision.embedded.EmbeddedAhead;
import dev.postgresready.provision.embedded.EmbeddedProvider;
import dev.postgresready.provision.shared.FirstUse;
import dev.postgresready.provision.shared.RememberedServers;
import dev.postgresready.report.Progress;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One start of a server or a database, by name; the main class of the JVMs that others measure. */
final class Once {

    static final String MIGRATIONS = "dev/postgresready/fixture/metaextract/migrations";

    private Once() {}

    /** Something to be had, and given back afterwards. */
    interface Got extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        long start = System.nanoTime();
        switch (arguments[0]) {
            case "our-server" -> said(start, server());
            case "zonky-server" -> said(start, zonky());
            case "our-database" -> ourDatabase(start);
            case "zonky-database" -> zonkyDatabase(start);
            case "by-hand" -> ByHand.ask(start, arguments[1], List.of(arguments).subList(2, arguments.length));
            case "by-hand-copy" ->
                ByHand.askCopy(start, arguments[1], List.of(arguments).subList(2, arguments.length));
            case "by-hand-known" ->
                KnownByHand.ask(start, arguments[1], List.of(arguments).subList(2, arguments.length));
            case "by-hand-first" -> FirstByHand.ready(start, Path.of(arguments[1]));
            case "attach" -> {
                ask(DriverManager.getConnection(arguments[1]));
                Children.say(start);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void said(long start, Got server) throws IOException {
        Children.say(start);
        server.close();
    }

    /** A server of ours, and nothing in it: the one that served the same before, or one by a plan. */
    static Got server() {
        FirstUse.begin();
        FirstLook look = HostProbe.firstLook();
        PostgresRequest request = Planner.fill(
                PostgresRequest.builder().provider(ProviderKind.EMBEDDED).build(), look);
        RememberedServers remembered = new RememberedServers(look);
        Optional<RememberedServers.Found> found = remembered.find(request, Progress.SILENT);
        return new Ours(found.isPresent() ? found.get().server() : planned(request, look, remembered), remembered);
    }

    /** No lambda: the first one would be measured. */
    private record Ours(PostgresServer server, RememberedServers remembered) implements Got {
        @Override
        public void close() {
            server.close();
            remembered.close();
        }
    }

    @SuppressWarnings("try") // what is made ready ahead is found by who needs it
    private static PostgresServer planned(PostgresRequest request, FirstLook look, RememberedServers remembered) {
        try (EmbeddedAhead ahead = EmbeddedAhead.begin(request, look)) {
            HostFacts facts = HostProbe.look(look);
            Plan plan = Planner.plan(request, facts);
            PostgresServer server =
                    new Provisioner(List.of(new EmbeddedProvider(facts.platform()))).provision(plan, Progress.SILENT);
            remembered.remember(plan, server, facts.platform());
            return server;
        }
    }

    static Got zonky() throws IOException {
        return EmbeddedPostgres.start()::close;
    }

    private static void ourDatabase(long start) throws SQLException {
        PostgresRequest request = PostgresRequest.builder()
                .provider(ProviderKind.EMBEDDED)
                .migrations(MigrationSource.parse("classpath:" + MIGRATIONS))
                .build();
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase database = fixtures.open(request)) {
            ask(database.connect());
            Children.say(start);
        }
    }

    private static void zonkyDatabase(long start) throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            migrate(server.getPostgresDatabase());
            ask(server.getPostgresDatabase().getConnection());
            Children.say(start);
        }
    }

    static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + MIGRATIONS)
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .load()
                .migrate();
    }

    static void ask(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from credit_balances")) {
            row.next();
        }
    }
}
