package dev.postgresready.junit;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static dev.postgresready.junit.PostgresAssertions.changesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;

/** Each assertion passes where it holds, and says what it saw where it does not. */
@PostgresReady(fixture = "metaextract", isolation = Isolation.METHOD)
class PostgresAssertionsTest {

    private static final String SPEND =
            "update credit_balances set balance = balance - 1 where user_id = 'test-user' and balance >= 1";
    private static final String BALANCE = "select balance from credit_balances where user_id = 'test-user'";

    @Test
    void shape(ReadyDatabase database) {
        assertThat(database)
                .hasTables("users", "image_mvp_events")
                .hasIndexOn("extraction_analytics", "requested_at desc")
                .hasNoRedundantIndexes()
                .hasNoOrphans()
                .deleteCascades()
                .refusesBadRows()
                .holdsInvariants();
        assertThat(database)
                .table("credit_balances")
                .hasPrimaryKey("user_id")
                .column("balance")
                .isNotNull()
                .isInteger()
                .hasType("integer")
                .hasDefault()
                .rejects("balance = -1", "23514")
                .column("user_id")
                .references("users")
                .and()
                .and()
                .passes("money");
    }

    @Test
    void aConnectionOfTheTestIsNotInTheWayOfACopy(ReadyDatabase database, Connection mine) throws SQLException {
        assertThat(database).refusesBadRows().deleteCascades();

        assertThat(Rows.number(mine, "select count(*) from users where id = 'test-user'"))
                .isEqualTo(1);
        mine.setAutoCommit(false);
        Rows.execute(mine, "select 1");
        fails(
                () -> assertThat(database).refusesBadRows(),
                "[PGR-SNAPSHOT-TRANSACTION]",
                "work that is neither committed nor rolled back",
                "held: thread ");
    }

    @Test
    void aWrongShapeIsToldWithTheDataAndTheCommandThatShowsIt(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "alter table credit_balances drop constraint check_balance_nonnegative, alter balance drop not null");

        fails(
                () -> assertThat(database)
                        .table("credit_balances")
                        .column("balance")
                        .isNotNull(),
                "credit_balances.balance must be NOT NULL",
                "saw: it may be null",
                "database: " + database.name() + ", Postgres " + database.serverVersion(),
                "data: fixture metaextract",
                "again: sandbox up --fixture metaextract && sandbox sql \"");
        fails(
                () -> assertThat(database).table("credit_balances").rejects("balance = -1", "23514"),
                "credit_balances must reject balance = -1 with SQLSTATE 23514",
                "saw: it was accepted");
        fails(
                () -> assertThat(database).table("users").hasPrimaryKey("email"),
                "users must have the primary key (email)",
                "saw: it is (id)");
        fails(() -> assertThat(database).hasTables("invoices"), "schema.tables", "saw: invoices: does not exist");
        fails(
                () -> assertThat(database).hasIndexOn("users", "tier"),
                "index.required",
                "fix: CREATE INDEX ON users (tier)",
                "sandbox verify --only index.required");
        fails(() -> assertThat(database).table("users").column("age").isNotNull(), "users must have a column age");
    }

    @Test
    void namesInQuotesAreTakenAsInSql(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table \"User\" (\"Id\" int primary key, \"createdAt\" date not null, data jsonb,"
                        + " \"managerId\" int references \"User\", check (\"Id\" > 0));"
                        + " insert into \"User\" values (1, now());"
                        + " create index on \"User\" (\"createdAt\" desc); create index on \"User\" ((data ->> 'k'))");

        assertThat(database)
                .hasTables("users", "\"User\"")
                .hasIndexOn("\"User\"", "\"createdAt\" desc")
                .hasIndexOn("\"User\"", "(data ->> 'k'::text)")
                .table("\"User\"")
                .hasPrimaryKey("\"Id\"")
                .hasPrimaryKey("Id")
                .rejects("\"Id\" = 0", "23514")
                .column("createdAt")
                .isNotNull()
                .column("\"managerId\"")
                .references("\"User\"");
        fails(() -> assertThat(database).hasTables("\"user\""), "saw: \"user\": does not exist");
        fails(
                () -> assertThat(database).hasIndexOn("users", "(data->>'k')"),
                "saw: users ((data->>'k')): no valid index begins with these columns");
        fails(
                () -> assertThat(database).table("\"User\"").column("data").isNotNull(),
                "\"User\".data must be NOT NULL",
                "where attrelid = '\\\"User\\\"'::regclass");
    }

    @Test
    void aProfileThatDoesNotPassListsEachCheck(ReadyDatabase database) throws SQLException {
        owner(database, "update credit_balances set balance = balance + 1 where user_id = 'test-user'");

        fails(
                () -> assertThat(database).passes("money"),
                "1 of ",
                "checks of profile money do not pass",
                "data.invariants: The data keeps its rules",
                "saw: I01: user_id=test-user");
    }

    @Test
    void isolation(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");

        assertThat(database)
                .inContext("app.user_id")
                .as("user-a")
                .cannotRead("notes")
                .of("user-b")
                .cannotWrite("notes")
                .of("user-b");
        assertThat(database).inContext("app.user_id").withoutContext().seesNothingIn("notes");
    }

    @Test
    void aHoleInAPolicyIsToldWithTheRowsThatCameThrough(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");
        owner(database, "create policy open on notes for select using (text = 'of b')");
        owner(database, "create policy purge on notes for delete using (true)");
        DatabaseAssert guarded = assertThat(database).inContext("app.user_id");

        fails(
                () -> guarded.as("user-a").cannotRead("notes").of("user-b"),
                "user-a can read 1 of 1 rows of user-b in notes",
                "saw: (user-b,\"of b\")",
                "sandbox verify --only rls.read");
        fails(
                () -> guarded.withoutContext().seesNothingIn("notes"),
                "whoever has set no tenant must see nothing in notes, and sees 1 rows");
        fails(() -> guarded.as("user-a").cannotRead("notes").of("user-c"), "user-c");
        fails(() -> assertThat(database).as("user-a"), "inContext(\"app.user_id\")");
    }

    @Test
    void writingIsFoundWhereNothingGuardsTheTable(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table posts (author text, text text); grant all on posts to public;"
                        + " insert into posts values ('user-a', 'of a'), ('user-b', 'of b')");
        TenantAssert.Denied writing = writing(database, "posts");

        fails(
                () -> writing.of("user-b"),
                "user-a can delete 2 of 2 rows of user-b in posts",
                "saw: (user-b,\"of b\")",
                "sandbox verify --only rls.write");
        owner(
                database,
                "alter table posts enable row level security, force row level security;"
                        + " create policy shown on posts for select using (true);"
                        + " create policy open on posts for update using (true)");
        fails(() -> writing.of("user-b"), "user-a can change 2 of 2 rows of user-b in posts");
    }

    @Test
    void writingIsFoundWhereReadingIsDenied(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");
        owner(database, "create policy purge on notes for delete using (true)");
        TenantAssert.Denied writing = writing(database, "notes");

        fails(() -> writing.of("user-b"), "user-a can delete 1 of 1 rows of user-b in notes", "saw: (user-b,\"of b\")");
        owner(
                database,
                "drop policy purge on notes; create policy blind on notes for update using (true) with check (true)");
        fails(() -> writing.of("user-b"), "user-a can change 1 of 1 rows of user-b in notes");
    }

    @Test
    void whatAllMayReadIsOfThoseWhoMayChangeIt(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");
        owner(database, "create policy shown on notes for select using (true)");

        writing(database, "notes").of("user-b");
        fails(
                () -> writing(database, "notes").of("user-c"),
                "rows of notes that user-c sees and may not change",
                "give it one of its own");
        owner(database, "create policy purge on notes for delete using (text = 'of b')");
        fails(
                () -> writing(database, "notes").of("user-b"),
                "user-a can delete 1 of 1 rows of user-b in notes",
                "saw: (user-b,\"of b\")");
    }

    @Test
    void everyRowOfALargeTableIsCompared(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");
        owner(
                database,
                "alter table notes no force row level security;"
                        + " insert into notes select who, who || i from generate_series(1, 12000) i,"
                        + " (values ('user-a'), ('user-b')) tenants(who) order by 1;"
                        + " alter table notes force row level security");
        TenantAssert tenant = assertThat(database).inContext("app.user_id").as("user-a");

        tenant.cannotRead("notes").of("user-b").cannotWrite("notes").of("user-b");
        owner(database, "create policy open on notes for select using (text = 'user-b12000')");
        fails(
                () -> tenant.cannotRead("notes").of("user-b"),
                "user-a can read 1 of 12001 rows of user-b in notes",
                "saw: (user-b,user-b12000)");
        fails(() -> tenant.seesNothingIn("notes"), "user-a must see nothing in notes, and sees 12002 rows");
    }

    @Test
    void aTableWithoutRowsOfTheOtherProvesNothing(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "force");

        fails(
                () -> assertThat(database)
                        .inContext("app.user_id")
                        .as("user-a")
                        .cannotRead("notes")
                        .of("user-c"),
                "user-c has no row in notes, so nothing could be found there");
    }

    @Test
    void race(ReadyDatabase database) throws SQLException {
        int credits = number(database, BALANCE);

        assertThat(database)
                .when(32, number -> changed(database, SPEND) == 1)
                .accepts(Math.min(32, credits))
                .withoutErrors()
                .leaves(BALANCE, Math.max(0, credits - 32));
    }

    @Test
    void aLostRaceIsToldWithItsNumbers(ReadyDatabase database) throws SQLException {
        int credits = number(database, BALANCE);
        int sessions = credits + 6;
        CyclicBarrier read = new CyclicBarrier(sessions);
        DatabaseAttempt naive = number -> {
            int seen = number(database, BALANCE);
            read.await();
            return changed(
                            database,
                            "update credit_balances set balance = " + (seen - 1) + " where user_id = 'test-user'")
                    == 1;
        };

        RaceAssert race = assertThat(database).when(sessions, naive);

        fails(
                () -> race.accepts(credits),
                credits + " of " + sessions + " requests must be accepted",
                "saw: " + sessions + " attempts, " + sessions + " accepted, 0 refused");
        fails(() -> race.leaves(BALANCE, 0), "the requests must leave 0, and left " + (credits - 1));
        fails(race::holdsInvariants, "data.invariants", "I01: user_id=test-user");
        fails(
                () -> assertThat(database)
                        .when(2, number -> changed(database, "update nowhere set a = 1") == 1)
                        .withoutErrors(),
                "no request may die with an error",
                "2 died: ERROR: relation \"nowhere\" does not exist; Position: 8 [SQLSTATE 42P01]",
                "again: the test dev.postgresready.junit.PostgresAssertionsTest#aLostRaceIsToldWithItsNumbers, alone");
    }

    @Test
    void anAssertionThatFailsInARequestFailsTheTest(ReadyDatabase database) {
        AssertionError own = new AssertionError("the balance must not be negative");

        assertThatThrownBy(() -> assertThat(database).when(3, number -> {
                    if (number == 1) {
                        throw own;
                    }
                    return true;
                }))
                .isSameAs(own);
    }

    @Test
    void whatIsLeftIsComparedAsANumber(ReadyDatabase database) {
        RaceAssert race = assertThat(database).when(1, number -> true);

        race.leaves("select 20.00", 20).leaves("select 2e1::float8", 20).leaves("select -20::smallint", -20);
        fails(() -> race.leaves("select 20.01", 20), "the requests must leave 20, and left 20.01");
        fails(() -> race.leaves("select 'NaN'::numeric", 20), "and left NaN");
        fails(() -> race.leaves("select null", 20), "and left null");
    }

    @Test
    void changes(ReadyDatabase database) {
        DatabaseChanges changes = changesOf(database, () -> {
            changed(
                    database,
                    "insert into users (id, email, username, password_hash) values ('n', 'n@example.test', 'n', '!')");
            changed(database, "update users set username = 'm' where id = 'n'");
            changed(database, "update users set tier = 'professional' where id = 'test-user'");
            changed(database, "delete from trial_usages where user_id = 'user-trial-2'");
        });

        assertThat(changes)
                .inserted("users", 1)
                .updated("users", 1)
                .deleted("trial_usages", 1)
                .touchedOnly("users", "trial_usages");
        assertThat(changesOf(database, () -> number(database, BALANCE))).touchedNothing();
        fails(
                () -> assertThat(changes).inserted("users", 2),
                "2 rows of users must be inserted, and 1 were",
                "saw: trial_usages: 1 deleted",
                "saw: users: 1 inserted, 1 updated");
        fails(() -> assertThat(changes).touchedOnly("users"), "only users may be changed");
    }

    @Test
    void equalRowsWithoutAPrimaryKeyAreCountedOneByOne(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table marks (t int, text text); insert into marks values (1, 'x'), (1, 'x');"
                        + " create table more (id int primary key, text text); insert into more values (1, 'of more');"
                        + " create table most (primary key (id)) inherits (more); insert into most values (1, 'of most')");

        assertThat(changesOf(
                        database,
                        () -> owner(database, "delete from marks where ctid = (select ctid from marks limit 1)")))
                .deleted("marks", 1)
                .inserted("marks", 0);
        assertThat(changesOf(database, () -> owner(database, "insert into marks select * from marks")))
                .inserted("marks", 1);
        assertThat(changesOf(
                        database,
                        () -> owner(
                                database, "update marks set text = 'y' where ctid = (select ctid from marks limit 1)")))
                .deleted("marks", 1)
                .inserted("marks", 1);
        for (String table : List.of("more", "most")) {
            assertThat(changesOf(database, () -> owner(database, "update only " + table + " set text = 'other'")))
                    .updated(table, 1)
                    .touchedOnly(table);
        }
        assertThat(changesOf(database, () -> owner(database, "drop table marks")))
                .deleted("marks", 2);
    }

    @Test
    void tablesAreTakenByAnyNameThatSqlHasForThem(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table logs (day int) partition by list (day);"
                        + " create table logs_1 partition of logs for values in (1)");
        DatabaseChanges changes = changesOf(
                database, () -> changed(database, "update users set tier = 'professional' where id = 'test-user'"));

        ColumnAssert holder = assertThat(database).table("credit_balances").column("user_id");
        holder.references("public.users").references("\"users\"").references("Users");
        assertThat(changes)
                .updated("public.users", 1)
                .updated("\"users\"", 1)
                .touchedOnly("users", "users", "public.credit_balances");
        fails(() -> holder.references("trial_usages"), "must refer to trial_usages", "it refers to [users]");
        fails(() -> holder.references("userz"), "there is no table userz", "saw: there is users");
        fails(() -> assertThat(changes).inserted("userz", 0), "there is no table userz", "saw: there is users");
        fails(() -> assertThat(changes).touchedOnly("users", "uzers"), "there is no table uzers");
        fails(
                () -> assertThat(changes).inserted("logs_1", 0),
                "logs_1 has no changes to tell",
                "it is a partition: its rows count in logs");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void changesWaitForNoTransactionThatStaysOpen(ReadyDatabase database) throws SQLException {
        guardedNotes(database, "no force");
        try (Connection open = database.connect(DatabaseRole.OWNER)) {
            open.setAutoCommit(false);
            Rows.notes(open);

            assertThat(changesOf(database, () -> owner(database, "delete from notes where text = 'of b'")))
                    .deleted("notes", 1)
                    .touchedOnly("notes");
            open.commit();
            owner(database, "alter table notes force row level security");
            Rows.notes(open);
            fails(
                    () -> changesOf(database, () -> {}),
                    "changes cannot be told: a transaction that is still open holds notes",
                    "saw: session " + Rows.number(open, "select pg_backend_pid()") + " of role ",
                    "fix: end it before changesOf(...)");
        }
    }

    @Test
    void violations(ReadyDatabase database) {
        DatabaseAction twice = () -> changed(database, "update users set email = 'user-a@example.test'");

        assertThat(database).violates("users_email_key", twice);
        fails(
                () -> assertThat(database).violates("users_email_lower", twice),
                "the code must violate users_email_lower",
                "saw: ERROR: duplicate key value violates unique constraint \"users_email_key\"",
                "again: the test dev.postgresready.junit.PostgresAssertionsTest#violations, alone");
        fails(
                () -> assertThat(database).violates("users_email_key", () -> number(database, BALANCE)),
                "saw: it was accepted");
    }

    @Test
    void violationsAreFoundInWhatFrameworksThrow(ReadyDatabase database) {
        String twice = "update users set email = 'user-a@example.test'";

        assertThat(database).violates("\"users_email_key\"", () -> {
            try {
                changed(database, twice);
            } catch (SQLException e) {
                throw new IllegalStateException("could not execute statement", new RuntimeException(e));
            }
        });
        assertThat(database).violates("users_email_key", () -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.addBatch(twice);
                statement.executeBatch();
            }
        });
        assertThat(database).violates("limit_of_orders", () -> changed(database, """
                                do $$ begin raise 'too many' using errcode = 'TN001', constraint = 'limit_of_orders'; end $$"""));
        fails(
                () -> assertThat(database)
                        .violates("users_email_key", () -> changed(database, "select \"users_email_key\"")),
                "the code must violate users_email_key",
                "does not exist");
    }

    @Test
    void deferredConstraintsRejectAsOthersDo(ReadyDatabase database) throws SQLException {
        owner(
                database,
                "create table notes (id int primary key, user_id text references users"
                        + " deferrable initially deferred); insert into notes select 1, min(id) from users");

        assertThat(database)
                .table("notes")
                .rejects("user_id = 'nobody'", "23503")
                .rejects("id = null", "23502");
        fails(() -> assertThat(database).table("notes").rejects("user_id = null", "23503"), "saw: it was accepted");
        assertThat(database).refusesBadRows();
    }

    @Test
    void questionMarksThatAreNoParametersAreLeftAlone(ReadyDatabase database) throws SQLException {
        owner(database, "alter table users add column more jsonb; create index on users using gin (more)");
        String served = "select * from users /* who's asked? */ where -- why? don't ask\n";

        assertThat(database)
                .query(
                        served + " id = ? and username <> '?' and \"tier\" <> E'it\\'s ?' and email <> $$?$$",
                        "test-user")
                .canUseIndex();
        assertThat(database).query(served + "id <> '?'\n and more ?? ?", "key").canUseIndex();
        assertThat(database)
                .query(served + "more ??| array[?]", "key")
                .canUseIndex()
                .runsUnder(Duration.ofSeconds(20));
        fails(
                () -> assertThat(database).query(served + "tier = ?", "a").canUseIndex(),
                "saw: query: reads all of users: no index serves it");
    }

    @Test
    void plan(ReadyDatabase database) {
        assertThat(database)
                .query("select * from extraction_analytics where user_id = ? and requested_at > now()", "test-user")
                .canUseIndex()
                .runsUnder(Duration.ofSeconds(20));
        fails(
                () -> assertThat(database)
                        .query("select * from extraction_analytics where file_extension = ?", "jpg")
                        .canUseIndex(),
                "index.plan",
                "saw: query: reads all of extraction_analytics: no index serves it");
        fails(
                () -> assertThat(database).query("select pg_sleep(0.02)::text").runsUnder(Duration.ofMillis(1)),
                "the query must run under 1 ms",
                "saw: it took ");
    }

    private static TenantAssert.Denied writing(ReadyDatabase database, String table) {
        return assertThat(database).inContext("app.user_id").as("user-a").cannotWrite(table);
    }

    private static void guardedNotes(ReadyDatabase database, String force) throws SQLException {
        owner(
                database,
                "create table notes (user_id text, text text);"
                        + " insert into notes values ('user-a', 'of a'), ('user-b', 'of b');"
                        + " alter table notes enable row level security, " + force + " row level security;"
                        + " create policy own on notes using (user_id = current_setting('app.user_id', true));"
                        + " grant all on notes to public");
    }

    private static void fails(ThrowingCallable assertion, String... words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionFailedError.class).hasMessageContainingAll(words);
    }

    private static void owner(ReadyDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int changed(ReadyDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int number(ReadyDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
