package dev.postgresready.benchmarks;

import io.zonky.test.db.context.DatabaseContext;
import io.zonky.test.db.postgres.embedded.DatabasePreparer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the classes of a suite, and has what they share. */
public final class SuiteTests {

    private static final int TESTS = 2 * SuiteBenchmark.CLASSES;

    private SuiteTests() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        CopiesByHand.begin();
        List<DiscoverySelector> classes = new ArrayList<>();
        for (int i = 0; i < SuiteBenchmark.CLASSES; i++) {
            classes.add(DiscoverySelectors.selectClass(
                    String.format(Locale.ROOT, "dev.postgresready.benchmarks.Suite%02dTest", i)));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(classes)
                                    .build(),
                            listener);
            TestExecutionSummary summary = listener.getSummary();
            if (summary.getTestsSucceededCount() != TESTS) {
                summary.getFailures().stream()
                        .limit(1)
                        .forEach(failure -> failure.getException().printStackTrace());
                throw new IllegalStateException(summary.getTestsSucceededCount() + " of " + TESTS + " tests succeeded");
            }
            Children.say(start);
        }
        CopiesByHand.end();
        System.exit(0);
    }

    /** A test: write a row and see that no other class has written one. */
    static void use(DataSource database, String name) throws SQLException {
        try (Connection connection = database.getConnection()) {
            onlyOurs(connection, name);
        }
    }

    static void useShared(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(System.getProperty("suite.url"))) {
            written(connection, name + System.nanoTime());
        }
    }

    static void useCopy(String url, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            onlyOurs(connection, name);
        }
    }

    private static void onlyOurs(Connection connection, String name) throws SQLException {
        if (written(connection, name) > 2) {
            throw new IllegalStateException(name + " sees rows of other classes");
        }
    }

    private static int written(Connection connection, String name) throws SQLException {
        String lower = name.toLowerCase(Locale.ROOT);
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into users (email, username, password_hash) values ('" + lower
                    + "@example.test', '" + lower + "', '!')");
            try (ResultSet row = statement.executeQuery("select count(*) from users")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** The migrations as zonky's extension takes them; equal ones share a server. */
    public record Migrated() implements DatabasePreparer {
        @Override
        public void prepare(DataSource database) {
            Once.migrate(database);
        }
    }

    /** The migrations as the Spring extension takes them. */
    @Configuration
    public static class Spring {

        @Bean
        InitializingBean migrated(DatabaseContext database) {
            return () -> database.apply(new SpringMigrated());
        }
    }

    private record SpringMigrated() implements io.zonky.test.db.preparer.DatabasePreparer {
        @Override
        public long estimatedDuration() {
            return 500;
        }

        @Override
        public void prepare(DataSource database) {
            Once.migrate(database);
        }
    }

    private static final class OneServer {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static DataSource onOneServer(String name) throws SQLException {
        String database = name.toLowerCase(Locale.ROOT);
        try (Connection connection = OneServer.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        DataSource made = OneServer.SERVER.getDatabase("postgres", database);
        Once.migrate(made);
        return made;
    }

    static EmbeddedPostgres ownServer() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        Once.migrate(server.getPostgresDatabase());
        return server;
    }
}
