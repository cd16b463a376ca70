package dev.postgresready.benchmarks;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.database.RolledBackWork;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.HostProbe;
import dev.postgresready.lease.DatabaseLeases;
import dev.postgresready.plan.Plan;
import dev.postgresready.plan.Planner;
import dev.postgresready.provision.PostgresServer;
import dev.postgresready.provision.Provisioner;
import dev.postgresready.provision.embedded.EmbeddedProvider;
import dev.postgresready.report.Progress;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.template.Recipes;
import dev.postgresready.template.Template;
import dev.postgresready.template.TemplateCatalog;
import dev.postgresready.template.TemplateRecipe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** What a test class waits for its own migrated database, first query included: ours and others on one server. */
public final class LeaseBenchmark {

    private static final int CLASSES_IN_A_ROW = 10;
    private static final long TEST_NANOS = 20_000_000;

    private final PostgresServer server;
    private final Template template;
    private final DatabaseLeases leases;
    private final Connection admin;
    private @Nullable Connection pool;
    private int count;

    private LeaseBenchmark(PostgresServer server, TemplateRecipe recipe) throws SQLException {
        this.server = server;
        this.template = new TemplateCatalog(server).getOrCreate(recipe, Progress.SILENT);
        this.leases = new DatabaseLeases(server);
        this.admin = DataSources.plain(server.admin()).getConnection();
    }

    /** One class: get a database, ask it something, do 20 ms of other work, give it back. */
    private interface TestClass {
        void run() throws SQLException;
    }

    public static void main(String[] arguments) throws SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        HostFacts facts = HostProbe.look();
        Plan plan = Planner.plan(
                PostgresRequest.builder()
                        .fixture("metaextract")
                        .provider(ProviderKind.EMBEDDED)
                        .build(),
                facts);
        try (PostgresServer server =
                new Provisioner(List.of(new EmbeddedProvider(facts.platform()))).provision(plan, Progress.SILENT)) {
            new LeaseBenchmark(server, Recipes.of(plan.request(), facts.project())).measure(rounds);
        }
    }

    private void measure(int rounds) throws SQLException {
        try (leases;
                admin) {
            String shared = shared();
            ReadyDatabase kept = leases.lease(template, Progress.SILENT);
            kept.snapshot("clean");
            Map<String, TestClass> ways = new LinkedHashMap<>();
            ways.put("ours: a lease", this::lease);
            ways.put("ours: a lease, connected to by its URL", this::leaseByUrl);
            ways.put("ours: rolled back in one lease", () -> rollBack(kept));
            ways.put("ours: a snapshot of one lease restored", () -> restoreSnapshot(kept));
            ways.put("clone and drop in line (pgtestdb's way)", this::cloneInLine);
            ways.put("drop with force and clone again (restore)", this::restore);
            ways.put("create database, Flyway migrate", this::createAndMigrate);
            ways.put("one database, Flyway clean and migrate", () -> cleanAndMigrate(shared));
            Samples samples = new Samples();
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, TestClass> way : ways.entrySet()) {
                    for (int i = 0; i < CLASSES_IN_A_ROW; i++) {
                        double millis = timed(way.getValue());
                        if (round >= 0) {
                            samples.add(way.getKey(), millis);
                        }
                    }
                }
            }
            samples.print("lease: a test class waits for its database (Postgres " + server.version() + ", one server)");
        }
    }

    private static double timed(TestClass testClass) throws SQLException {
        long start = System.nanoTime();
        testClass.run();
        return (System.nanoTime() - start - TEST_NANOS) / 1e6;
    }

    private void lease() throws SQLException {
        try (ReadyDatabase database = leases.lease(template, Progress.SILENT)) {
            use(database::connect);
        }
    }

    private void leaseByUrl() throws SQLException {
        try (ReadyDatabase database = leases.lease(template, Progress.SILENT)) {
            use(plain(database.connectionInfo()));
        }
    }

    private static void rollBack(ReadyDatabase database) throws SQLException {
        RolledBackWork work = RolledBackWork.begin(database);
        use(work::connection);
        if (!work.end()) {
            throw new IllegalStateException("the work was not rolled back");
        }
    }

    private static void restoreSnapshot(ReadyDatabase database) throws SQLException {
        use(database::connect);
        database.restore("clean");
    }

    private void cloneInLine() throws SQLException {
        String name = "inline_" + count++;
        execute("create database " + name + " template " + template.database());
        use(plain(server.admin().withDatabase(name)));
        execute("drop database " + name + " with (force)");
    }

    /** The pool of the application stays open, as it does for whoever restores between tests. */
    private void restore() throws SQLException {
        execute("drop database if exists restored with (force)");
        execute("create database restored template " + template.database());
        pool = DataSources.plain(server.admin().withDatabase("restored")).getConnection();
        query(pool);
        work();
    }

    private void createAndMigrate() throws SQLException {
        String name = "migrated_" + count++;
        execute("create database " + name);
        ConnectionInfo info = server.admin().withDatabase(name);
        flyway(info).migrate();
        use(plain(info));
        execute("drop database " + name + " with (force)");
    }

    private String shared() throws SQLException {
        execute("create database cleaned");
        return "cleaned";
    }

    private void cleanAndMigrate(String name) throws SQLException {
        ConnectionInfo info = server.admin().withDatabase(name);
        Flyway flyway = flyway(info);
        flyway.clean();
        flyway.migrate();
        use(plain(info));
    }

    private static Flyway flyway(ConnectionInfo info) {
        return Flyway.configure()
                .dataSource(DataSources.plain(info))
                .locations("classpath:dev/postgresready/fixture/metaextract/migrations")
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .cleanDisabled(false)
                .load();
    }

    private interface Source {
        Connection connect() throws SQLException;
    }

    private static Source plain(ConnectionInfo info) {
        return DataSources.plain(info)::getConnection;
    }

    private static void use(Source source) throws SQLException {
        try (Connection connection = source.connect()) {
            query(connection);
        }
        work();
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from credit_balances")) {
            row.next();
        }
    }

    private static void work() {
        long end = System.nanoTime() + TEST_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
