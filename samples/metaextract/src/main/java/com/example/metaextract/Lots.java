package com.example.metaextract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes spent credits out of a user's lots, oldest first, with one entry in the ledger for each lot. */
record Lots(Connection connection, String user) {

    private static final String LEFT = "select id, remaining from credit_grants where user_id = ? and remaining > 0"
            + " order by created_at, id for update";
    private static final String SPEND = "update credit_grants set remaining = remaining - ? where id = ?";
    private static final String ENTER = "insert into credit_transactions"
            + " (user_id, grant_id, type, amount, balance_after, idempotency_key)"
            + " select ?, ?, 'usage', ?, balance + ?, ? from credit_balances where user_id = ?";

    private record Lot(String id, int left) {}

    /** The ledger's key of a charge's n-th entry: a charge has as many entries as lots it touches. */
    static String entryKey(String key, int number) {
        return key + "#" + number;
    }

    void spend(int credits, String key) throws SQLException {
        int open = credits;
        int number = 1;
        for (Lot lot : left()) {
            int part = Math.min(open, lot.left());
            open -= part;
            take(lot, part);
            enter(lot, part, open, entryKey(key, number++));
            if (open == 0) {
                return;
            }
        }
        throw new SQLException("the balance of " + user + " promises " + open + " credits more than the lots hold");
    }

    private List<Lot> left() throws SQLException {
        List<Lot> lots = new ArrayList<>();
        try (PreparedStatement left = connection.prepareStatement(LEFT)) {
            left.setString(1, user);
            try (ResultSet row = left.executeQuery()) {
                while (row.next()) {
                    lots.add(new Lot(row.getString(1), row.getInt(2)));
                }
            }
        }
        return lots;
    }

    private void take(Lot lot, int part) throws SQLException {
        try (PreparedStatement spend = connection.prepareStatement(SPEND)) {
            spend.setInt(1, part);
            spend.setString(2, lot.id());
            spend.executeUpdate();
        }
    }

    /** The balance is already down by the whole charge; what is still open is not yet in the ledger. */
    private void enter(Lot lot, int part, int open, String entryKey) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, user);
            enter.setString(2, lot.id());
            enter.setInt(3, -part);
            enter.setInt(4, open);
            enter.setString(5, entryKey);
            enter.setString(6, user);
            enter.executeUpdate();
        }
    }
}
