package com.example.mediasearch;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Of the fixture's two users with ten files each, neither has anything for the other. */
@PostgresReady(fixture = "media-search", without = "vector")
class UserTransactionsTest {

    static final UUID USER_A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    static final UUID USER_B = UUID.fromString("00000000-0000-4000-8000-00000000000b");

    private static final String OWNERS = "select distinct user_id from media_files";

    private final UserTransactions transactions;

    UserTransactionsTest(DataSource source) {
        this.transactions = new UserTransactions(source);
    }

    @Test
    void showsAUserTheirOwnAlone() throws SQLException {
        assertThat(as(USER_A, OWNERS)).containsExactly(USER_A.toString());
        assertThat(as(USER_B, OWNERS)).containsExactly(USER_B.toString());
    }

    /** With the pool that production has: a plain DataSource of a test would forget the user in any case. */
    @Test
    void leavesNothingForWhoeverBorrowsTheConnectionNext(HikariDataSource pool) throws SQLException {
        pool.setMaximumPoolSize(1);
        List<String> owners = new UserTransactions(pool).as(USER_A, connection -> texts(connection, OWNERS));
        assertThat(owners).containsExactly(USER_A.toString());

        try (Connection next = pool.getConnection()) {
            assertThat(texts(next, OWNERS)).isEmpty();
        }
    }

    // tag::tenants[]
    @Test
    void keepsUsersApart(ReadyDatabase database) {
        assertThat(database)
                .as(USER_A.toString())
                .cannotRead("media_files")
                .of(USER_B.toString())
                .cannotWrite("media_files")
                .of(USER_B.toString());
        assertThat(database).withoutContext().seesNothingIn("media_files");
    }
    // end::tenants[]

    @Test
    void givesNothingToSomebodyElse() {
        String give = "update media_files set user_id = '" + USER_B + "', s3_key = '" + USER_B + "/gift' returning id";

        assertThatThrownBy(() -> as(USER_A, give))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("new row violates row-level security policy");
    }

    @Test
    void countsWhatAUserStoresToTheByteThoughTheTriggerWritesAnotherTable() throws SQLException {
        String add =
                "insert into media_files (user_id, filename, file_type, file_size_bytes, file_hash, s3_bucket, s3_key)"
                        + " select id, 'new.jpg', 'image', 400000, repeat('0', 64), 'media', id || '/new' from users returning id";
        String used = "select storage_used_bytes from users";
        long before = number(used);

        as(USER_B, add);

        assertThat(number(used) - before).isEqualTo(400_000);
        as(USER_B, "delete from media_files where filename = 'new.jpg'" + " returning id");
        assertThat(number(used)).isEqualTo(before);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(as(USER_B, sql).get(0));
    }

    private List<String> as(UUID user, String sql) throws SQLException {
        return transactions.as(user, connection -> texts(connection, sql));
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
