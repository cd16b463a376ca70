package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** From nothing to the first query in a container: our client and Testcontainers, in turns, on one engine. */
public final class DockerBenchmark {

    private static final String IMAGE = "postgres:17";

    private DockerBenchmark() {}

    /** One start, first query, and end; returns the nanoseconds up to the query. */
    private interface Start {
        long run() throws SQLException, IOException;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        Map<String, Start> ways = new LinkedHashMap<>();
        ways.put("ours: migrated and seeded, image prepared before", DockerBenchmark::prepared);
        ways.put("ours: one table, content never seen before", DockerBenchmark::neverSeen);
        ways.put("Testcontainers: empty, as it comes", () -> testcontainers(new PostgreSQLContainer(IMAGE), false));
        ways.put("Testcontainers: empty, in memory", () -> testcontainers(inMemory(), false));
        ways.put("Testcontainers: migrated by Flyway, in memory", () -> testcontainers(inMemory(), true));
        Samples samples = new Samples();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Start> way : ways.entrySet()) {
                double millis = way.getValue().run() / 1e6;
                if (round >= 0) {
                    samples.add(way.getKey(), millis);
                }
            }
        }
        samples.print("From nothing to the first query in a container (" + IMAGE + ")");
    }

    private static long prepared() throws SQLException {
        return ours(PostgresRequest.builder().fixture("metaextract").build(), "select count(*) from users");
    }

    private static long neverSeen() throws SQLException, IOException {
        Path directory = Files.createTempDirectory("postgres-ready-benchmark-");
        Path file = directory.resolve("V1__once.sql");
        Files.writeString(file, "create table once as select '" + UUID.randomUUID() + "' as id;");
        try {
            return ours(
                    PostgresRequest.builder()
                            .migrations(MigrationSource.directory(directory.toString()))
                            .build(),
                    "select count(*) from once");
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
    }

    private static long ours(PostgresRequest request, String query) throws SQLException {
        long start = System.nanoTime();
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase database = fixtures.open(
                        request.toBuilder().provider(ProviderKind.DOCKER).build());
                Connection connection = database.connect()) {
            ask(connection, query);
            return System.nanoTime() - start;
        }
    }

    private static PostgreSQLContainer inMemory() {
        return new PostgreSQLContainer(IMAGE).withTmpFs(Map.of("/var/lib/postgresql/data", "rw"));
    }

    private static long testcontainers(PostgreSQLContainer container, boolean migrate) throws SQLException {
        long start = System.nanoTime();
        try (container) {
            container.start();
            if (migrate) {
                Flyway.configure()
                        .dataSource(container.getJdbcUrl(), container.getUsername(), container.getPassword())
                        .locations("classpath:dev/postgresready/fixture/metaextract/migrations")
                        .sqlMigrationPrefix("")
                        .sqlMigrationSeparator("_")
                        .load()
                        .migrate();
            }
            try (Connection connection = DriverManager.getConnection(
                    container.getJdbcUrl(), container.getUsername(), container.getPassword())) {
                ask(connection, "select 1");
                return System.nanoTime() - start;
            }
        }
    }

    private static void ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
        }
    }
}
