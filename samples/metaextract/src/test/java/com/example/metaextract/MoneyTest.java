package com.example.metaextract;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.DatabaseChecks;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.verify.Profile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

// tag::checks[]
@PostgresReady(fixture = "metaextract")
class MoneyTest {

    @TestFactory
    Stream<DynamicTest> balancesAndLedgersAgree(ReadyDatabase database) {
        return DatabaseChecks.ofFixture(database, "metaextract", Profile.MONEY);
    }
}
// end::checks[]
