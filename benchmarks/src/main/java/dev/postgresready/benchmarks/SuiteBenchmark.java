package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Twenty classes of two tests, each class on a fresh migrated database: from main to the end of the last test. */
final class SuiteBenchmark {

    static final int CLASSES = 20;

    /** Takes longer than all others together, so it runs once. */
    private static final String SLOWEST = "zonky server and Flyway for each class";

    static final String FLOOR = "one running database, no isolation (floor)";

    static final String BY_HAND = "a server and its copies by hand, nothing else (floor)";

    private SuiteBenchmark() {}

    /** How one way's test classes are written; NAME stands for the class. */
    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("ours", """
                @dev.postgresready.junit.PostgresReady(provider = "embedded", migrations = "classpath:MIGRATIONS")
                class NAME {
                    @Test void first(DataSource database) throws Exception { SuiteTests.use(database, "NAME1"); }
                    @Test void second(DataSource database) throws Exception { SuiteTests.use(database, "NAME2"); }
                }
                """);
        WAYS.put("zonky PreparedDbExtension", """
                class NAME {
                    @org.junit.jupiter.api.extension.RegisterExtension
                    static io.zonky.test.db.postgres.junit5.PreparedDbExtension db =
                        io.zonky.test.db.postgres.junit5.EmbeddedPostgresExtension.preparedDatabase(new SuiteTests.Migrated());
                    @Test void first() throws Exception { SuiteTests.use(db.getTestDatabase(), "NAME1"); }
                    @Test void second() throws Exception { SuiteTests.use(db.getTestDatabase(), "NAME2"); }
                }
                """);
        WAYS.put("embedded-database-spring-test", """
                @org.springframework.test.context.junit.jupiter.SpringJUnitConfig(SuiteTests.Spring.class)
                @io.zonky.test.db.AutoConfigureEmbeddedDatabase(
                    type = io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseType.POSTGRES,
                    provider = io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseProvider.ZONKY,
                    refresh = io.zonky.test.db.AutoConfigureEmbeddedDatabase.RefreshMode.AFTER_CLASS)
                class NAME {
                    @org.springframework.beans.factory.annotation.Autowired DataSource database;
                    @Test void first() throws Exception { SuiteTests.use(database, "NAME1"); }
                    @Test void second() throws Exception { SuiteTests.use(database, "NAME2"); }
                }
                """);
        WAYS.put("one zonky server, Flyway for each class", """
                class NAME {
                    static DataSource database;
                    @org.junit.jupiter.api.BeforeAll static void make() throws Exception { database = SuiteTests.onOneServer("NAME"); }
                    @Test void first() throws Exception { SuiteTests.use(database, "NAME1"); }
                    @Test void second() throws Exception { SuiteTests.use(database, "NAME2"); }
                }
                """);
        WAYS.put(SLOWEST, """
                class NAME {
                    static io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
                    @org.junit.jupiter.api.BeforeAll static void make() throws Exception { server = SuiteTests.ownServer(); }
                    @org.junit.jupiter.api.AfterAll static void end() throws Exception { server.close(); }
                    @Test void first() throws Exception { SuiteTests.use(server.getPostgresDatabase(), "NAME1"); }
                    @Test void second() throws Exception { SuiteTests.use(server.getPostgresDatabase(), "NAME2"); }
                }
                """);
        WAYS.put(BY_HAND, """
                class NAME {
                    static final String URL = CopiesByHand.next();
                    @Test void first() throws Exception { SuiteTests.useCopy(URL, "NAME1"); }
                    @Test void second() throws Exception { SuiteTests.useCopy(URL, "NAME2"); }
                }
                """);
        WAYS.put(FLOOR, """
                class NAME {
                    @Test void first() throws Exception { SuiteTests.useShared("NAME1"); }
                    @Test void second() throws Exception { SuiteTests.useShared("NAME2"); }
                }
                """);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        measure(
                Places.inMemory(),
                "suite: 20 classes of 2 tests, each class on a fresh migrated database",
                arguments,
                5);
        measure(Places.onDisk(), "suite-disk: the same on a disk, second run and later", arguments, 2);
    }

    private static void measure(Places places, String title, String[] arguments, int usual)
            throws IOException, InterruptedException {
        int rounds = Rounds.of(arguments, usual);
        PostgresRequest request = PostgresRequest.builder()
                .provider(ProviderKind.EMBEDDED)
                .migrations(MigrationSource.parse("classpath:" + Once.MIGRATIONS))
                .build();
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase running = fixtures.open(request)) {
            FreshBenchmark.inside(places, List.of("our-database"));
            ByHand byHand = ByHand.migrated(places);
            List<String> properties = new ArrayList<>(places.properties());
            properties.add("-Dsuite.url=" + running.connectionInfo().jdbcUrl());
            Map<String, List<String>> children = new LinkedHashMap<>();
            for (Map.Entry<String, String> way : WAYS.entrySet()) {
                compile(places, way.getKey(), way.getValue());
                List<String> own = new ArrayList<>(properties);
                if (way.getKey().equals(BY_HAND)) {
                    own.addAll(CopiesByHand.properties(byHand));
                }
                children.put(way.getKey(), Children.java(SuiteTests.class, own));
            }
            inTurns(places, children, rounds).print(title);
        } finally {
            Children.delete(places.root());
        }
    }

    /** Each round in another order, as each way leaves the machine otherwise to the one after it. */
    private static Samples inTurns(Places places, Map<String, List<String>> children, int rounds)
            throws IOException, InterruptedException {
        Samples samples = new Samples(children.keySet());
        List<Map.Entry<String, List<String>>> order = new ArrayList<>(children.entrySet());
        for (int round = -1; round < rounds; round++) {
            Collections.shuffle(order, new Random(round));
            for (Map.Entry<String, List<String>> child : order) {
                String way = child.getKey();
                if (way.equals(SLOWEST) && round != 0) {
                    continue;
                }
                double millis =
                        Children.run(child.getValue(), classPath(places, way)).inside();
                if (round >= 0) {
                    samples.add(way, millis);
                }
            }
        }
        return samples;
    }

    private static Map<String, String> classPath(Places places, String way) {
        return Side.of(way).classPath(List.of(classes(places, way).toString()));
    }

    private static Path classes(Places places, String way) {
        return places.root().resolve("classes-" + way.replaceAll("[^a-z]", ""));
    }

    private static void compile(Places places, String way, String text) throws IOException {
        Path sources = places.root().resolve("sources-" + way.replaceAll("[^a-z]", ""));
        Path classes = classes(places, way);
        Files.createDirectories(sources);
        Files.createDirectories(classes);
        List<String> words = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (int i = 0; i < CLASSES; i++) {
            String name = String.format(Locale.ROOT, "Suite%02dTest", i);
            String source = "package dev.postgresready.benchmarks;\nimport javax.sql.DataSource;\n"
                    + "import org.junit.jupiter.api.Test;\n"
                    + text.replace("NAME", name).replace("MIGRATIONS", Once.MIGRATIONS);
            words.add(Files.writeString(sources.resolve(name + ".java"), source).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, words.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the test classes of \"" + way + "\" do not compile");
        }
    }
}
