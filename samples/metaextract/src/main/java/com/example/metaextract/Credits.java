package com.example.metaextract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Spends credits: never more than there are, and never twice for one key. Thread-safe. */
public final class Credits {

    // tag::race-safe[]
    private static final String TAKE =
            "UPDATE credit_balances SET balance = balance - ?, updated_at = now() WHERE user_id = ? AND balance >= ?";
    // end::race-safe[]

    private static final String CHARGED =
            "select exists (select 1 from credit_transactions where user_id = ? and idempotency_key = ?)";

    private final DataSource source;

    public Credits(DataSource source) {
        this.source = source;
    }

    /** Spend a user's credits, all or none. */
    public Charge charge(String user, int credits, String key) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Charge charge = charge(connection, user, credits, key);
                if (charge == Charge.ACCEPTED) {
                    connection.commit();
                }
                return charge;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static Charge charge(Connection connection, String user, int credits, String key) throws SQLException {
        // takes the lock of the balance, so that whoever spends with the same key has finished when we look for it
        boolean taken = take(connection, user, credits);
        if (isCharged(connection, user, key)) {
            return Charge.REPLAYED;
        }
        if (!taken) {
            return Charge.REFUSED;
        }
        new Lots(connection, user).spend(credits, key);
        return Charge.ACCEPTED;
    }

    private static boolean take(Connection connection, String user, int credits) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setInt(1, credits);
            take.setString(2, user);
            take.setInt(3, credits);
            return take.executeUpdate() == 1;
        }
    }

    private static boolean isCharged(Connection connection, String user, String key) throws SQLException {
        try (PreparedStatement charged = connection.prepareStatement(CHARGED)) {
            charged.setString(1, user);
            charged.setString(2, Lots.entryKey(key, 1));
            try (ResultSet row = charged.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
