package com.example.mediasearch;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.DatabaseChecks;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.verify.Profile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads, writes and gives away as one of two users, on the server itself: what no look at the policies proves. */
@PostgresReady(fixture = "media-search", without = "vector")
class LaunchTest {

    @TestFactory
    Stream<DynamicTest> keepsUsersApart(ReadyDatabase database) {
        return DatabaseChecks.ofFixture(database, "media-search", Profile.SECURITY);
    }
}
