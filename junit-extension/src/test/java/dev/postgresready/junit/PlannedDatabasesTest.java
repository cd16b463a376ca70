package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.postgresready.request.Isolation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class PlannedDatabasesTest {

    @Test
    void countsWhatEachIsolationAsksFor() {
        PlannedDatabases planned = new PlannedDatabases();
        assertThat(planned.count()).isEmpty();
        planned.testPlanExecutionStarted(LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                selectClass(OneForAllTestCase.class),
                                selectClass(OneForEachTestCase.class),
                                selectClass(NoneTestCase.class))
                        .build()));
        assertThat(planned.count()).hasValue(1 + 3);
    }

    @Test
    void makesNoDatabaseAheadOfARunThatAsksForOne(@TempDir Path project) throws Exception {
        SeparateRun.Output run = SeparateRun.of(AloneTestCase.class, project, Map.of());
        assertThat(run.out()).as(run.err()).contains("succeeded 1, failed 0").startsWith("databases 1");
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class OneForAllTestCase {
        @Test
        void one() {}

        @Test
        void other() {}

        @Nested
        class Within {
            @Test
            void third() {}
        }
    }

    @PostgresReady(migrations = Rows.NOTES, isolation = Isolation.METHOD)
    static class OneForEachTestCase {
        @Test
        void one() {}

        @Test
        void other() {}

        @Nested
        class Within {
            @Test
            void third() {}
        }
    }

    static class NoneTestCase {
        @Test
        void none() {}
    }

    @PostgresReady(migrations = Rows.NOTES, database = "planned", provider = "embedded")
    static class AloneTestCase {
        @Test
        void countsDatabases(Connection connection) throws SQLException, InterruptedException {
            Thread.sleep(1_000); // time enough to make some ahead
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select count(*) from pg_database where datname ~ '^planned_'")) {
                row.next();
                System.out.println("databases " + row.getInt(1));
            }
        }
    }
}
