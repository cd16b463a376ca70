package com.example.instantviz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Signs users up, and keeps their subscriptions as Stripe tells them. Thread-safe. */
public final class Accounts {

    // no look before the insert: between the two, somebody else would sign up with the same address
    private static final String SIGN_UP =
            "insert into users (email, full_name, hashed_password) values (lower(?), ?, ?)"
                    + " on conflict on constraint ix_users_email do nothing returning id";

    private static final String FOLLOW = "update users set stripe_subscription_id = ?, subscription_tier = ?,"
            + " subscription_status = ?, updated_at = now() where stripe_customer_id = ?";

    private static final String CLOSE = "delete from users where id = ?";

    private final DataSource source;

    public Accounts(DataSource source) {
        this.source = source;
    }

    /** Sign a user up; empty where somebody has the address, however it is written. */
    public OptionalLong signUp(String email, String name, String passwordHash) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement signUp = connection.prepareStatement(SIGN_UP)) {
            signUp.setString(1, email);
            signUp.setString(2, name);
            signUp.setString(3, passwordHash);
            try (ResultSet row = signUp.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Do what an event of Stripe says, which may come more than once; false where nobody is that customer. */
    public boolean follow(SubscriptionEvent event) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement follow = connection.prepareStatement(FOLLOW)) {
            follow.setString(1, event.subscription());
            follow.setString(2, event.isLive() ? event.tier() : "free");
            follow.setString(3, event.status());
            follow.setString(4, event.customer());
            return follow.executeUpdate() == 1;
        }
    }

    /** Close an account; the database removes all that is the user's. */
    public void close(long user) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            close.setLong(1, user);
            close.executeUpdate();
        }
    }
}
