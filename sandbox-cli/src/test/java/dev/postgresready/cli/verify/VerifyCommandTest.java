package dev.postgresready.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.DatabaseUrl;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A verification as its user sees it: a sound sandbox first, then one with a defect. */
class VerifyCommandTest {

    private static final String BREAK = "alter table trial_usages add column expires timestamp";
    private static final String MEND = "alter table trial_usages drop column expires";

    @TempDir
    static Path project;

    private static Cli cli;

    @BeforeAll
    static void up() {
        cli = new Cli(project);
        assertThat(cli.run("up", "--seed", "tiny").code()).isZero();
    }

    @AfterAll
    static void removeSandbox() {
        cli.close();
    }

    @Test
    void passesTheBundledFixture() {
        Cli.Result verified = cli.run("verify");

        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains("verify metaextract, PostgreSQL 17.")
                .contains("application role metaextract_app")
                .containsPattern("ran \\d+ of \\d+ checks in .* pass, \\d+ told, \\d+ skipped")
                .doesNotContain("FAIL");
        assertThat(cli.run("verify", "--strict").code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(cli.run("verify", "--profile", "quick", "-v").out())
                .contains("migration.failed")
                .contains("6 applied")
                .contains("not chosen")
                .doesNotContain("rls.");
    }

    @Test
    void tellsWhatIsWorthKnowingAndFailsWhereThatIsAskedFor() throws IOException {
        String[] verify = {"verify", "--only", "settings.timeouts,settings.slow-log"};
        Cli.Result told = cli.run(
                verify[0], verify[1], verify[2], "-o", "t.json", "-o", "t.xml", "-o", "t.sarif", "-o", "t.md", "-o",
                "t.html");

        assertThat(told.code()).as(told.out()).isZero();
        assertThat(told.out())
                .containsPattern("\\n    i settings.timeouts ")
                .contains("statement_timeout: is 0 for metaextract_app: it waits for ever")
                .contains("1 pass, 1 told")
                .doesNotContain("settings.slow-log");
        assertThat(object("t.json").get("told").getAsInt()).isEqualTo(1);
        assertThat(Files.readString(project.resolve("t.xml"))).contains("<system-out>told: lock_timeout");
        assertThat(Files.readString(project.resolve("t.sarif"))).contains("\"level\": \"note\"");
        assertThat(Files.readString(project.resolve("t.md"))).contains("| `settings.timeouts` | told |");
        assertThat(Files.readString(project.resolve("t.html"))).contains("No check failed, 1 told something");
        assertThat(cli.run(verify[0], verify[1], verify[2], "--fail-on", "warn").code())
                .isZero();
        assertThat(cli.run(verify[0], verify[1], verify[2], "--fail-on", "info").code())
                .isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void warnsWhereANumberOfTheProjectIsPassed() throws IOException {
        Files.writeString(project.resolve("few.yaml"), "thresholds: {max_connections: 1}");

        Cli.Result warned =
                cli.run("verify", "--only", "settings.connections", "--expect", "few.yaml", "--fail-on", "warn");

        assertThat(warned.code()).as(warned.out()).isEqualTo(ExitCode.FINDINGS);
        assertThat(warned.out()).contains("1 warn").contains("max_connections: is ");
    }

    @Test
    void findsAnApplicationWithoutRights() {
        try {
            cli.run("sql", "--role", "owner", "revoke all on users from metaextract_app, metaextract_readonly");

            Cli.Result verified = cli.run("verify", "--only", "role");

            assertThat(verified.code()).as(verified.out()).isEqualTo(ExitCode.FINDINGS);
            assertThat(verified.out())
                    .contains("users: metaextract_app may not read it")
                    .contains("fix: GRANT SELECT, INSERT, UPDATE, DELETE ON users TO metaextract_app")
                    .contains("fix: GRANT SELECT ON users TO metaextract_readonly");
        } finally {
            cli.run("sql", "--role", "owner", "grant select, insert, update, delete on users to metaextract_app");
            cli.run("sql", "--role", "owner", "grant select on users to metaextract_readonly");
        }
    }

    @Test
    void spendsCreditsInACopyThatIsGoneAfterwards() {
        String ledger = "select count(*), sum(amount) from credit_transactions";
        String before = cli.run("sql", ledger).out();

        Cli.Result verified = cli.run("verify", "--only", "credit,trial", "-v");

        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains("48 attempts, 10 accepted, 38 refused, balance 0, ledger 0, ledger 0")
                .contains("16 attempts, 2 accepted, 14 refused, 2 counted");
        assertThat(cli.run("sql", ledger).out()).isEqualTo(before);
        assertThat(cli.run("sql", "select count(*) from pg_database where datname like 'pgr_draft%'")
                        .out())
                .containsPattern("(?m)^\\s*0\\s*$");
    }

    @Test
    void findsAnApplicationThatReadsBeforeItWrites() throws IOException {
        Files.writeString(project.resolve("naive.yaml"), """
                credit:
                  account:
                    - insert into users (id, email, username, password_hash)
                      values (:account, :account || '@example.test', :account, '!')
                    - insert into credit_balances (user_id, balance) values (:account, 10)
                  spend:
                    - select balance from credit_balances where user_id = :account and balance >= 1
                    - update credit_balances set balance = :balance - 1 where user_id = :account
                  balance: select balance from credit_balances where user_id = :account
                """);

        Cli.Result verified = cli.run("verify", "--only", "credit.race", "--expect", "naive.yaml");

        assertThat(verified.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(verified.out()).contains("spend: 48 charges of 1 were accepted on 10 credits: balance 7");
    }

    @Test
    void skipsWhatNeedsACopyWhileSomebodyUsesTheDatabase() throws SQLException {
        DatabaseUrl url = url("app");
        try (Connection application = DriverManager.getConnection(url.jdbcUrl(), url.properties())) {
            assertThat(application.isValid(5)).isTrue();

            Cli.Result verified = cli.run("verify", "--only", "credit.race", "-v");

            assertThat(verified.code()).isZero();
            assertThat(verified.out())
                    .contains("there is no copy of the database to change")
                    .contains("user metaextract_app")
                    .contains("1 skipped");
            assertThat(cli.run("verify", "--only", "credit.race", "--strict").code())
                    .isEqualTo(ExitCode.FINDINGS);
        }
    }

    @Test
    void leavesNothingOpenWhereALaterLoginIsRefused() throws SQLException, InterruptedException {
        DatabaseUrl owner = url("owner");
        String elsewhere = "jdbc:postgresql://" + owner.host() + ":" + owner.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(elsewhere, owner.properties());
                Statement statement = connection.createStatement()) {
            String limit = "alter database " + owner.database() + " connection limit ";
            statement.execute(limit + 2);
            try {
                Cli.Result refused = cli.run("verify", "--only", "credit.race");
                assertThat(refused.code()).as(refused.out()).isNotZero();
                assertThat(refused.err()).contains("too many connections for database");
                awaitNone(statement, "pg_database where datname like 'pgr_draft%'");
                awaitNone(statement, "pg_stat_activity where datname = '" + owner.database() + "'");
            } finally {
                statement.execute(limit + -1);
            }
        }
    }

    /** The server ends a session a moment after its connection is closed. */
    private static void awaitNone(Statement statement, String rows) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int count;
        do {
            Thread.sleep(20);
            try (ResultSet counted = statement.executeQuery("select count(*) from " + rows)) {
                counted.next();
                count = counted.getInt(1);
            }
        } while (count > 0 && System.nanoTime() < deadline);
        assertThat(count).as(rows).isZero();
    }

    private static DatabaseUrl url(String role) {
        JsonObject variables = JsonParser.parseString(
                        cli.run("env", "--role", role, "--format", "json").out())
                .getAsJsonObject();
        return DatabaseUrl.parse(variables.get("DATABASE_URL").getAsString());
    }

    @Test
    void failsAsToldWhereSomethingIsWrong() throws Exception {
        try {
            assertThat(cli.run("sql", "--role", "owner", BREAK).code()).isZero();

            Cli.Result text = cli.run("verify", "--only", "schema");
            assertThat(text.code()).isZero();
            assertThat(text.out())
                    .contains("schema.timestamps")
                    .contains("trial_usages: column expires is timestamp without time zone")
                    .contains("fix: ALTER TABLE trial_usages ALTER expires TYPE timestamptz");
            assertThat(cli.run("verify", "--only", "schema", "--fail-on", "warn")
                            .code())
                    .isEqualTo(ExitCode.FINDINGS);
            everyFormTellsIt();
        } finally {
            cli.run("sql", "--role", "owner", MEND);
        }
    }

    private static void everyFormTellsIt() throws IOException, ParserConfigurationException, SAXException {
        String[] files = {"r.json", "r.xml", "r.sarif", "r.md", "r.html"};
        Cli.Result run = cli.run(
                "verify",
                "--only",
                "schema",
                "--format",
                "github",
                "-o",
                "r.json",
                "-o",
                "r.xml",
                "-o",
                "r.sarif",
                "-o",
                "r.md",
                "-o",
                "r.html");
        assertThat(run.out())
                .containsPattern("::warning file=dev/postgresready/fixture/metaextract/migrations/"
                        + "002_add_trial_usage_tracking.sql,line=\\d+,title=schema.timestamps::")
                .doesNotContain("\ntrial_usages");
        for (String file : files) {
            assertThat(Files.readString(project.resolve(file))).as(file).contains("expires is timestamp");
        }
        JsonObject json = object("r.json");
        assertThat(json.get("schema_version").getAsInt()).isEqualTo(1);
        assertThat(json.get("warn").getAsInt()).isEqualTo(1);
        JsonElement result = object("r.sarif")
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0);
        assertThat(result.getAsJsonObject().get("ruleId").getAsString()).isEqualTo("schema.timestamps");
        assertThat(result.getAsJsonObject().get("level").getAsString()).isEqualTo("warning");
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(project.resolve("r.xml")))))
                .getDocumentElement();
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(json.get("chosen").getAsInt());
    }

    private static JsonObject object(String file) throws IOException {
        return JsonParser.parseString(Files.readString(project.resolve(file))).getAsJsonObject();
    }

    @Test
    void writesExpectationsThatHoldUntilSomethingIsMissing() throws IOException {
        Files.writeString(
                project.resolve("expect.yaml"), cli.run("verify", "--init").out());
        assertThat(cli.run("verify", "--expect", "expect.yaml").code()).isZero();

        Files.writeString(project.resolve("more.yaml"), "tables: [users, invoices]\n");
        Cli.Result missing = cli.run("verify", "--expect", "more.yaml");
        assertThat(missing.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(missing.out()).contains("invoices: does not exist");
    }

    @Test
    void compilesTheStatementsOfRunbooks() throws IOException {
        Path docs = Files.createDirectories(project.resolve("docs"));
        Files.writeString(docs.resolve("night.md"), """
                ```sql
                select count(*) from users;
                select wrong from users;
                create index on users (wrong);
                ```
                """);

        Cli.Result result = cli.run("verify", "--only", "query", "--runbook", "docs/*.md");

        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(result.out()).contains("docs/night.md:3: ERROR: column").contains("docs/night.md:4: ERROR: column");
        assertThat(cli.run("verify", "--only", "query", "--runbook", "{docs,none}/*.md")
                        .out())
                .contains("docs/night.md:3: ERROR: column");
        assertThat(cli.run("verify", "--runbook", "none/*.md").code()).isEqualTo(ExitCode.USAGE);
        Cli.Result broken = cli.run("verify", "--runbook", "{docs,none/*.md");
        assertThat(broken.code()).isEqualTo(ExitCode.USAGE);
        assertThat(broken.err()).contains("{docs,none/*.md").contains("docs/**/*.md");
    }

    @Test
    void namesWhatNoMigrationMade() {
        try {
            assertThat(cli.run("sql", "--role", "owner", "create index by_hand on users (created_at)")
                            .code())
                    .isZero();

            Cli.Result sandbox = cli.run("verify", "--only", "migration");

            assertThat(sandbox.code()).isEqualTo(ExitCode.FINDINGS);
            assertThat(sandbox.out())
                    .contains(
                            "index by_hand: is there, and no migration makes it: CREATE INDEX by_hand ON public.users");
        } finally {
            cli.run("sql", "--role", "owner", "drop index by_hand");
        }
    }

    @Test
    void comparesAnotherDatabaseWithTheMigrationsThatAreNamed() throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("own")).resolve("001_users.sql"),
                "create table users (id text primary key);");
        String owner = url("owner").text();

        Cli.Result foreign = cli.run("verify", "--url", owner, "--only", "migration.drift", "--migrations", "own");

        assertThat(foreign.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(foreign.out()).contains("table subscriptions: is there, and no migration makes it");
    }

    @Test
    void explainsAChecksId() {
        assertThat(cli.run("explain", "index.redundant").out())
                .contains("No index is only the beginning of another")
                .contains("severity");
        assertThat(cli.run("explain").out()).contains("PGR-ROOT").contains("migration.drift");
        Cli.Result mistyped = cli.run("explain", "index.redundent");
        assertThat(mistyped.code()).isEqualTo(ExitCode.USAGE);
        assertThat(mistyped.err()).contains("there is no check index.redundent").contains("index.redundant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--profile=never         | profiles are quick",
                "--only=index.none       | index.redundant",
                "--skip=nothing          | groups are",
                "--format=pdf            | sarif",
                "--output=report.pdf     | .html",
                "--expect=none.yaml      | sandbox verify --init",
                "--checks=none           | it cannot be read",
                "--fail-on=always        | never",
            })
    void namesABadOption(String option, String advice) {
        Cli.Result refused = cli.run("verify", option);

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).containsIgnoringCase(advice);
    }
}
