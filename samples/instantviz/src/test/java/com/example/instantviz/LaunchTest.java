package com.example.instantviz;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.DatabaseChecks;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.verify.Profile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The checklist before the launch, each line a test: keys, indexes, sequences, rights, rules of the data. */
@PostgresReady(fixture = "instantviz")
class LaunchTest {

    @TestFactory
    Stream<DynamicTest> isReadyToLaunch(ReadyDatabase database) {
        return DatabaseChecks.ofFixture(database, "instantviz", Profile.LAUNCH);
    }
}
