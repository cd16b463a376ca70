package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import dev.postgresready.verify.Profile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** Checks as tests; the factory is one as users write it. */
@PostgresReady(fixture = "metaextract", isolation = Isolation.METHOD)
class DatabaseChecksTest {

    @TestFactory
    Stream<DynamicTest> moneyIsRight(ReadyDatabase database) {
        return DatabaseChecks.ofFixture(database, "metaextract", Profile.MONEY);
    }

    @Test
    void aBrokenRuleFailsWithItsOffendersAndTheCommandThatShowsThem(ReadyDatabase database) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("update credit_balances set balance = balance + 1 where user_id = 'test-user'");
        }

        assertThatThrownBy(() -> executable(database, "data.invariants").execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("data.invariants: The data keeps its rules")
                .hasMessageContaining("saw: I01: user_id=test-user")
                .hasMessageContaining("again: sandbox verify --only data.invariants");
    }

    @Test
    void checksThatDoNotApplyAreSkippedAsOneWithTheReasonOfEach(ReadyDatabase database) {
        assertThatThrownBy(() ->
                        executable(database, "\\d+ checks that do not apply").execute())
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("rls.forced: no table uses row-level security");
    }

    private static Executable executable(ReadyDatabase database, String id) {
        Stream<DynamicTest> tests = DatabaseChecks.ofFixture(database, "metaextract", Profile.FULL);
        return tests.filter(test -> test.getDisplayName().matches(id))
                .map(DynamicTest::getExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no check " + id));
    }
}
