package com.example.instantviz;

import java.util.Set;

/** What Stripe tells of a subscription: whose it is, what was bought, and how it stands now. */
public record SubscriptionEvent(String customer, String subscription, String tier, String status) {

    private static final Set<String> LIVE = Set.of("trialing", "active", "past_due");

    boolean isLive() {
        return LIVE.contains(status);
    }
}
