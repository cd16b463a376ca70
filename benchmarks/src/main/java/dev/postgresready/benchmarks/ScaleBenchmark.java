package dev.postgresready.benchmarks;

import dev.postgresready.database.DataSources;
import dev.postgresready.database.ReadyDatabase;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Does a lease cost more where a server has many databases, or many threads ask? And how much room does a clone take? */
public final class ScaleBenchmark {

    private static final int LEASES = 40;
    private static final long TEST_MILLIS = 50;
    private static final List<Integer> THREADS = List.of(1, 2, 4, 8);
    private static final int SESSIONS = 10;

    private final PostgresServer server;
    private final Template template;

    private ScaleBenchmark(PostgresServer server, Template template) {
        this.server = server;
        this.template = template;
    }

    /** The argument is the largest number of databases; each takes some 8 MB for as long as this runs. */
    public static void main(String[] arguments) throws Exception {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        HostFacts facts = HostProbe.look();
        Plan plan = Planner.plan(
                PostgresRequest.builder().provider(ProviderKind.EMBEDDED).build(), facts);
        try (PostgresServer server = new Provisioner(
                        List.of(new EmbeddedProvider(facts.platform())),
                        facts.markers().surroundings())
                .provision(plan, Progress.SILENT)) {
            Template template = new TemplateCatalog(server)
                    .getOrCreate(Recipes.of(plan.request(), facts.project()), Progress.SILENT);
            new ScaleBenchmark(server, template).measure(most);
        }
    }

    private void measure(int most) throws SQLException, ExecutionException, InterruptedException, IOException {
        System.out.println("Postgres " + server.version() + ", " + Samples.machine());
        System.out.println(
                "| databases | threads | first lease, slowest ms | later p50 | later p99 | in line: create p50 ms"
                        + " | drop p50 |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
        try (Connection admin = DataSources.plain(server.admin()).getConnection()) {
            try {
                removeIdle(admin);
                measure(admin, most);
            } finally {
                removeIdle(admin);
            }
        }
    }

    /** The server's files are kept. */
    private static void removeIdle(Connection admin) throws SQLException {
        List<String> idle = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where datname ~ '^idle_'")) {
            while (rows.next()) {
                idle.add(rows.getString(1));
            }
        }
        for (String name : idle) {
            execute(admin, "drop database " + name);
        }
    }

    private void measure(Connection admin, int most)
            throws SQLException, ExecutionException, InterruptedException, IOException {
        List<String> memory = new ArrayList<>(List.of("0 idle clones " + megabytes(admin)));
        int there = 0;
        for (int databases = 10; databases <= most; databases *= 10) {
            for (; there < databases; there++) {
                execute(
                        admin,
                        "create database idle_" + there + " template " + template.database() + " strategy file_copy");
            }
            memory.add(databases + " idle clones " + megabytes(admin));
            for (int threads : THREADS) {
                row(admin, databases, threads);
            }
        }
        System.out.println("memory of the server's processes, MB: " + String.join(", ", memory) + ", and with "
                + SESSIONS + " sessions " + withSessions(admin));
        System.out.println("bytes of an idle clone: "
                + value(
                        admin,
                        "select pg_size_pretty(pg_database_size('idle_0')) || ', files ' ||"
                                + " (select count(*) from pg_ls_dir('base/' || (select oid from pg_database"
                                + " where datname = 'idle_0')))"));
    }

    /** What all processes of the server take, what they share counted once. */
    private static String megabytes(Connection admin) throws SQLException, IOException {
        String first = value(admin, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
        long kilobytes = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(postmaster), postmaster.children()).toList()) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return String.format(Locale.ROOT, "%.1f", kilobytes / 1024.0);
    }

    private String withSessions(Connection admin) throws SQLException, IOException {
        List<Connection> sessions = new ArrayList<>();
        try {
            for (int session = 0; session < SESSIONS; session++) {
                Connection opened = DataSources.plain(server.login(PostgresServer.SUPERUSER, "idle_" + session))
                        .getConnection();
                sessions.add(opened);
                value(opened, "select count(*) from pg_class");
            }
            return megabytes(admin);
        } finally {
            for (Connection session : sessions) {
                session.close();
            }
        }
    }

    private void row(Connection admin, int databases, int threads)
            throws SQLException, ExecutionException, InterruptedException {
        Samples leases = new Samples();
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try (DatabaseLeases all = new DatabaseLeases(server)) {
            List<Future<List<Double>>> waits = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                waits.add(crowd.submit(() -> lease(all)));
            }
            for (Future<List<Double>> wait : waits) {
                List<Double> millis = wait.get();
                leases.add("first", millis.get(0));
                millis.subList(1, LEASES).forEach(later -> leases.add("later", later));
            }
        } finally {
            crowd.shutdown();
        }
        Samples inLine = new Samples();
        for (int i = 0; i < 15; i++) {
            inLine.add(
                    "create",
                    timed(admin, "create database probe template " + template.database() + " strategy file_copy"));
            inLine.add("drop", timed(admin, "drop database probe"));
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                databases,
                threads,
                leases.quantile("first", 1),
                leases.quantile("later", 0.5),
                leases.quantile("later", 0.99),
                inLine.quantile("create", 0.5),
                inLine.quantile("drop", 0.5));
    }

    private List<Double> lease(DatabaseLeases leases) throws SQLException, InterruptedException {
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < LEASES; i++) {
            long start = System.nanoTime();
            try (ReadyDatabase database = leases.lease(template, Progress.SILENT);
                    Connection connection = database.connect()) {
                value(connection, "select count(*) from pg_class");
                waits.add((System.nanoTime() - start) / 1e6);
                Thread.sleep(TEST_MILLIS);
            }
        }
        return waits;
    }

    private static double timed(Connection admin, String sql) throws SQLException {
        long start = System.nanoTime();
        execute(admin, sql);
        return (System.nanoTime() - start) / 1e6;
    }

    private static void execute(Connection admin, String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
