package com.example.metaextract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// tag::credits[]
@PostgresReady(fixture = "metaextract", isolation = Isolation.METHOD)
class CreditsTest {

    private static final String BUYER = "buyer";

    private final DataSource source;
    private final Credits credits;

    CreditsTest(DataSource source) {
        this.source = source;
        this.credits = new Credits(source);
    }

    @Test
    void spendsTenCreditsTenTimesHoweverManyTry() throws Exception {
        List<Charge> charges = inParallel(32, attempt -> credits.charge(BUYER, 1, "attempt-" + attempt));

        assertThat(Collections.frequency(charges, Charge.ACCEPTED)).isEqualTo(10);
        assertThat(Collections.frequency(charges, Charge.REFUSED)).isEqualTo(22);
        assertThat(number("select balance from credit_balances where user_id = 'buyer'"))
                .isZero();
    }
    // end::credits[]

    @Test
    void takesACharge() throws SQLException {
        assertThat(credits.charge(BUYER, 3, "report")).isEqualTo(Charge.ACCEPTED);
        assertThat(number("select balance from credit_balances where user_id = 'buyer'"))
                .isEqualTo(7);
    }

    @Test
    void usesTheOldestLotFirst() throws SQLException {
        credits.charge(BUYER, 6, "report");
        assertThat(number("select remaining from credit_grants where id = 'old'"))
                .isZero();
        assertThat(number("select remaining from credit_grants where id = 'new'"))
                .isEqualTo(4);
        assertThat(number("select count(*) from credit_transactions where idempotency_key like 'report%'"))
                .isEqualTo(2);
    }

    @Test
    void refusesWhatTheBalanceCannotPay() throws SQLException {
        assertThat(credits.charge(BUYER, 11, "too much")).isEqualTo(Charge.REFUSED);
        assertThat(number("select balance from credit_balances where user_id = 'buyer'"))
                .isEqualTo(10);
    }

    @Test
    void chargesAReplayOnce() throws Exception {
        List<Charge> charges = inParallel(8, attempt -> credits.charge(BUYER, 10, "order-7"));

        assertThat(Collections.frequency(charges, Charge.ACCEPTED)).isEqualTo(1);
        assertThat(Collections.frequency(charges, Charge.REPLAYED)).isEqualTo(7);
    }

    /** Ten credits, in a lot of four and a later one of six. */
    @BeforeEach
    void buy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into users (id, email, username, password_hash)"
                    + " values ('buyer', 'buyer@example.com', 'buyer', '-')");
            statement.execute("insert into credit_balances (user_id, balance) values ('buyer', 10)");
        }
        buy(connection, "old", 4, 4);
        buy(connection, "new", 6, 10);
    }

    private static void buy(Connection connection, String lot, int amount, int balance) throws SQLException {
        try (PreparedStatement grant = connection.prepareStatement("with lot as (insert into credit_grants"
                + " (id, user_id, source, amount, remaining) values (?, 'buyer', 'promo', ?, ?) returning *)"
                + " insert into credit_transactions (user_id, grant_id, type, amount, balance_after, idempotency_key)"
                + " select user_id, id, 'grant', amount, ?, id from lot")) {
            grant.setString(1, lot);
            grant.setInt(2, amount);
            grant.setInt(3, amount);
            grant.setInt(4, balance);
            grant.executeUpdate();
        }
    }

    // tag::invariants[]
    @AfterEach
    void keepsTheBooks(Connection connection) {
        assertThat(FixtureCatalog.named("metaextract").invariants())
                .filteredOn(invariant -> invariant.id().compareTo("I06") <= 0) // balances, lots and ledger agree
                .hasSize(6)
                .allSatisfy(
                        invariant -> assertThat(invariant.offenders(connection)).isEmpty());
    }
    // end::invariants[]

    private long number(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Attempt {
        Charge make(int number) throws SQLException;
    }

    private static List<Charge> inParallel(int threads, Attempt attempt) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Charge>> attempts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                attempts.add(pool.submit(() -> {
                    start.await();
                    return attempt.make(number);
                }));
            }
            start.countDown();
            List<Charge> charges = new ArrayList<>();
            for (Future<Charge> made : attempts) {
                charges.add(made.get());
            }
            return charges;
        } finally {
            pool.shutdownNow();
        }
    }
}
