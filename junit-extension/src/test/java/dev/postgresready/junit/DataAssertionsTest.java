package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertSoftly;
import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static dev.postgresready.junit.PostgresAssertions.changesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** Assertions on data over time, on drift and on plans; and several at once, of which all that fail are told. */
@PostgresReady(fixture = "metaextract", isolation = Isolation.METHOD)
@ExtendWith(SoftAssertionsExtension.class)
class DataAssertionsTest {

    private static final Duration LIMIT = Duration.ofDays(90);
    private static final String DATA = "data: fixture metaextract, 25 users, seed 42, clock 2026-01-05T12:00:00Z";
    private static final String AGAIN = "again: sandbox up --fixture metaextract && sandbox ";

    @Test
    void funnel(ReadyDatabase database) throws SQLException {
        FunnelAssert events = assertThat(database).events("image_mvp_events", "event_type");
        String[] steps = {"landing_viewed", "upload_selected", "analysis_started", "analysis_completed"};

        events.inFunnelOrder(steps).hasNoOrphans();
        events.by("session_id").at("created_at").inFunnelOrder("paywall_viewed", "purchase_completed");

        owner(
                database,
                "delete from image_mvp_events where event_type = 'landing_viewed' and session_id ="
                        + " (select min(session_id) from image_mvp_events where event_type = 'analysis_started');"
                        + " update image_mvp_events set created_at = created_at + interval '1 hour' where id ="
                        + " (select max(id) from image_mvp_events where event_type = 'upload_selected' and session_id ="
                        + " (select max(session_id) from image_mvp_events where event_type = 'analysis_started'))");
        fails(
                () -> events.inFunnelOrder(steps),
                "image_mvp_events must be in the order of the funnel landing_viewed > upload_selected > analysis_started",
                "2 steps are not",
                "saw: session_id ",
                ": upload_selected at 20",
                " without landing_viewed",
                ": analysis_started at 20",
                " before upload_selected at 20",
                DATA,
                AGAIN + "sql \"select who, later");
        assertThatThrownBy(() -> events.inFunnelOrder("landing_viewed")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retention(ReadyDatabase database) throws SQLException {
        fails(
                () -> assertThat(database).settled("extraction_analytics", "requested_at", LIMIT, "success"),
                "extraction_analytics must be settled: ",
                " rows are older than 90 days as of 2026-01-05T12:00:00Z by requested_at",
                "saw: 2025-",
                DATA,
                AGAIN + "sql \"select count(*) from extraction_analytics t where requested_at < timestamptz");

        owner(
                database,
                "delete from extraction_analytics where success and requested_at < timestamptz '2026-01-05T12:00:00Z'"
                        + " - interval '90 days'");

        assertThat(database).settled("extraction_analytics", "requested_at", LIMIT, "success");
        fails(
                () -> assertThat(database).settled("extraction_analytics", "requested_at", LIMIT),
                "extraction_analytics must be settled: ",
                "edge_90d_failed_before");
        fails(
                () -> assertThat(database)
                        .asOf(Instant.parse("2026-01-05T12:00:01Z"))
                        .settled("extraction_analytics", "requested_at", LIMIT, "success"),
                "1 rows are older than 90 days as of 2026-01-05T12:00:01Z");
    }

    @Test
    void drift(ReadyDatabase database) throws SQLException {
        assertThat(database).doesNotHaveDrift();

        owner(database, "alter table users add column nickname text");

        fails(
                () -> assertThat(database).doesNotHaveDrift(),
                "migration.drift: does not hold",
                "nickname",
                DATA,
                AGAIN + "verify --only migration.drift");
    }

    @Test
    void passesWithTheChecksOfItsMigrations(ReadyDatabase database) throws SQLException {
        assertThat(database).passes("quick");

        owner(database, "update flyway_schema_history set checksum = checksum + 1");
        fails(() -> assertThat(database).passes("quick"), "migration.checksums: ", DATA);
    }

    @Test
    void explained(ReadyDatabase database) {
        assertThat(database)
                .query("select * from image_mvp_events where product = 'images_mvp' and id = ?", "none")
                .explainsWithoutSeqScan();
        fails(
                () -> assertThat(database)
                        .query("select count(*) from image_mvp_events where session_id = ?", "none")
                        .explainsWithoutSeqScan(),
                "the query must be explained without a Seq Scan: select count(*)",
                "Seq Scan on image_mvp_events",
                AGAIN + "sql \"explain select");
    }

    @Test
    void moreThanTenOffendersAreCounted(ReadyDatabase database) throws SQLException {
        owner(database, "update credit_balances set balance = balance + 1");

        fails(() -> assertThat(database).holdsInvariants(), "data.invariants", "... and ", " more", DATA);
    }

    @Test
    void softlyTellsEverythingThatDoesNotHold(ReadyDatabase database) throws SQLException {
        assertSoftly(database, it -> it.hasTables("users").hasNoOrphans());
        owner(
                database,
                "alter table credit_balances alter balance drop not null, drop constraint check_balance_nonnegative");

        assertThatThrownBy(() -> assertSoftly(database, it -> {
                    it.hasTables("invoices").hasNoOrphans();
                    it.table("credit_balances")
                            .hasPrimaryKey("id")
                            .column("balance")
                            .isNotNull()
                            .isInteger()
                            .rejects("balance = -1", "23514");
                    it.events("image_mvp_events", "event_type").inFunnelOrder("purchase_completed", "landing_viewed");
                    it.inContext("app.user_id").as("user-a").cannotRead("users").of("user-b");
                    it.when(2, number -> true).accepts(1).withoutErrors();
                    it.as("user-a");
                }))
                .isInstanceOf(MultipleFailuresError.class)
                .hasMessageContainingAll(
                        "(8 failures)",
                        "invoices: does not exist",
                        "must have the primary key (id)",
                        "credit_balances.balance must be NOT NULL",
                        "credit_balances must reject balance = -1",
                        "must be in the order of the funnel",
                        "user-a can read",
                        "1 of 2 requests must be accepted",
                        "no setting is known that names the tenant");
        fails(() -> assertSoftly(database, it -> it.hasTables("invoices")), "invoices: does not exist");
    }

    @Test
    void assertJCollectsThemBesideItsOwn(ReadyDatabase database) {
        PostgresSoftAssertions softly = new PostgresSoftAssertions();
        softly.assertThat(database).hasTables("invoices").hasIndexOn("users", "tier");
        softly.assertThat(1).isEqualTo(2);
        softly.assertThat(changesOf(database, () -> {})).inserted("users", 1);

        assertThat(softly.errorsCollected()).hasSize(4);
        assertThatThrownBy(softly::assertAll).hasMessageContainingAll("invoices", "users (tier)", "1 rows of users");
    }

    @Test
    void assertJInjectsThem(PostgresSoftAssertions softly, ReadyDatabase database) {
        softly.assertThat(database).hasTables("users");
        softly.assertThat(1).isEqualTo(1);
    }

    @Test
    void assertJsOwnTakeThemOneByOne(ReadyDatabase database) {
        SoftAssertions softly = new SoftAssertions();
        softly.check(() -> assertThat(database).hasTables("invoices"));
        softly.check(() -> assertThat(database).hasIndexOn("users", "tier"));

        assertThat(softly.errorsCollected()).hasSize(2);
    }

    private static void fails(ThrowingCallable assertion, String... words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionFailedError.class).hasMessageContainingAll(words);
    }

    private static void owner(ReadyDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
