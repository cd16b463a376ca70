package com.example.instantviz;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static dev.postgresready.junit.PostgresAssertions.changesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresReady(fixture = "instantviz")
class AccountsTest {

    private static final SubscriptionEvent RENEWED =
            new SubscriptionEvent("cus_000000004", "sub_000000004", "business", "active");

    private final Connection connection;
    private final Accounts accounts;

    AccountsTest(DataSource source, Connection connection) {
        this.connection = connection;
        this.accounts = new Accounts(source);
    }

    @Test
    void givesAnAddressToOneUserHoweverItIsWritten() throws SQLException {
        assertThat(accounts.signUp("Ada@Example.test", "Ada", "-")).isPresent();
        assertThat(accounts.signUp("ada@example.TEST", "Ada again", "-")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"active, business", "past_due, business", "trialing, business", "canceled, free", "unpaid, free"})
    void paysForNothingOnceTheSubscriptionIsOver(String status, String tier) throws SQLException {
        SubscriptionEvent event = new SubscriptionEvent("cus_000000005", "sub_000000005", "business", status);

        assertThat(accounts.follow(event)).isTrue();
        assertThat(text("select subscription_tier || ' ' || subscription_status from users where id = 5"))
                .isEqualTo(tier + " " + status);
    }

    @Test
    void takesAnEventThatComesTwiceForOne() throws SQLException {
        accounts.follow(RENEWED);
        accounts.follow(RENEWED);

        assertThat(text("select subscription_tier from users where id = 4")).isEqualTo("business");
        assertThat(accounts.follow(new SubscriptionEvent("cus_nobody", "sub_1", "pro", "active")))
                .isFalse();
    }

    @Test
    void leavesAStatusThatStripeDoesNotHaveToTheDatabase() {
        assertThatThrownBy(() ->
                        accounts.follow(new SubscriptionEvent("cus_000000006", "sub_000000006", "pro", "cancelled")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check_subscription_status");
    }

    @Test
    void closesAnAccountWithAllThatIsTheUsers(ReadyDatabase database) {
        assertThat(changesOf(database, () -> accounts.close(8)))
                .deleted("users", 1)
                .deleted("workspaces", 2)
                .deleted("projects", 1)
                .touchedOnly("users", "workspaces", "projects", "project_visualizations");
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
