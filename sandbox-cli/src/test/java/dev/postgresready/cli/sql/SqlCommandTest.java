package dev.postgresready.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.cli.Cli;
import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.host.SandboxFact;
import dev.postgresready.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of one running sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlCommandTest {

    private Path project = Path.of("");
    private Path elsewhere = Path.of("");
    private Cli cli = new Cli(project);
    private String url = "";

    @BeforeAll
    void start(@TempDir Path directory, @TempDir Path other) {
        project = directory;
        elsewhere = other;
        Cli.Result up = new Cli(project).run("up", "--database", "shop");
        assertThat(up.code()).as(up.err()).isZero();
        url = up.out().strip().substring("DATABASE_URL=".length());
    }

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @AfterAll
    void stop() {
        new Cli(project).close();
    }

    @Test
    void alignsColumns() {
        assertThat(cli.run("sql", "select 1 as id, 'one' as name union all select 22, 'twenty-two' order by 1")
                        .out())
                .isEqualToNormalizingNewlines("""
                        id | name
                        ---+-----------
                         1 | one
                        22 | twenty-two
                        (2 rows)
                        """);
    }

    @Test
    void tellsNullFromEmptyInCsv() {
        assertThat(cli.run("sql", "--csv", "select null as a, '' as b, 'x,\"y\"' as c")
                        .out())
                .isEqualToNormalizingNewlines("a,b,c\n,\"\",\"x,\"\"y\"\"\"\n");
    }

    @Test
    void keepsTypesInJson() {
        assertThat(cli.run("sql", "--json", "select 1 as n, true as t, null as v, 'x' as s")
                        .out())
                .contains("\"n\": 1")
                .contains("\"t\": true")
                .contains("\"v\": null")
                .contains("\"s\": \"x\"");
    }

    @Test
    void keepsColumnsOfOneNameInJson() {
        assertThat(cli.run("sql", "--json", "select 1 as id, 2 as id, 3 as id_2, 4 as id")
                        .out())
                .contains("\"id\": 1", "\"id_3\": 2", "\"id_2\": 3", "\"id_4\": 4");
    }

    @Test
    void tellsNoticesAndWarnings() {
        Cli.Result driven = cli.run(
                "sql",
                "--role",
                "owner",
                "drop table if exists nowhere; create or replace function noisy() returns int language plpgsql as"
                        + " $$ begin raise warning 'careful' using hint = 'look'; return 7; end $$;"
                        + " do $$ begin raise notice 'before'; raise exception 'the end'; end $$");
        assertThat(driven.err())
                .startsWith("NOTICE: table \"nowhere\" does not exist, skipping")
                .containsSubsequence("NOTICE: before", "the end");
        Cli.Result plain = cli.run("sql", "--csv", "select noisy() as n");
        assertThat(plain.err()).isEqualToNormalizingNewlines("WARNING: careful\n    hint: look\n");
        assertThat(plain.out()).isEqualToNormalizingNewlines("n\n7\n");
        assertThat(cli.run("sql", "--json", "select noisy() as n").err()).isEqualTo(plain.err());
    }

    @Test
    void writesNumbersThatJsonHasNotAsTexts() {
        Cli.Result result =
                cli.run("sql", "--json", "select 'NaN'::float8 as a, '-Infinity'::float4 as b, 1.5::float8 as c");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"a\": \"NaN\"")
                .contains("\"b\": \"-Infinity\"")
                .contains("\"c\": 1.5");
    }

    @Test
    void losesNothingOfAValueInJson() {
        Cli.Result result = cli.run(
                "sql",
                "--json",
                "select 9007199254740991 as whole, 9007199254740993 as large, 1.10::numeric as exact,"
                        + " 0.12345678901234567890 as long, 'NaN'::numeric as nan, 1e400::numeric as huge,"
                        + " '-0'::float8 as zero, 0.1::float4 as small, 1234.5::numeric::money = '$1,234.50' as equal,"
                        + " 1234.5::numeric::money as money, B'1' as bit, 'infinity'::date as date,"
                        + " interval '1 day 02:03' as interval, array[1, null] as list, '\\xff00'::bytea as bytes,"
                        + " '{\"n\": 12345678901234567890}'::jsonb as document");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"whole\": 9007199254740991,", "\"large\": \"9007199254740993\"", "\"exact\": 1.10,")
                .contains("\"long\": \"0.12345678901234567890\"", "\"nan\": \"NaN\"", "\"huge\": \"1000")
                .contains("\"zero\": -0.0,", "\"small\": 0.1,", "\"equal\": true", "\"money\": \"$1,234.50\"")
                .contains("\"bit\": \"1\"", "\"date\": \"infinity\"", "\"interval\": \"1 day 02:03:00\"")
                .contains("\"list\": \"{1,NULL}\"", "\"bytes\": \"\\\\xff00\"")
                .contains("\"document\": \"{\\\"n\\\": 12345678901234567890}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"argument", "file", "input"})
    void showsWhatWasDoneBeforeAStatementThatFails(String from) throws IOException {
        String script = "select 'kept' as first;\nbegin;\nselect 'undone' as second;\nselect 1 / 0;\ncommit;";
        Cli.Result result = ran(from, script);
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(result.out()).containsSubsequence("kept", "undone");
        assertThat(result.err())
                .contains("division by zero", "statement: 4 of 5, line 4")
                .contains("committed: statement 1\n", "rolled back: statements 2 to 4", "not run: statement 5");

        Cli.Result json = ran(from, script, "--json");
        assertThat(json.code()).isEqualTo(ExitCode.FINDINGS);
        JsonObject document = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(document.getAsJsonArray("results")).hasSize(3);
        assertThat(document.getAsJsonArray("results").get(0).toString()).contains("kept");
        assertThat(document.getAsJsonObject("error").get("statement").getAsInt())
                .isEqualTo(4);
    }

    private Cli.Result ran(String from, String script, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("sql"));
        words.addAll(List.of(options));
        if (from.equals("argument")) {
            words.add(script);
        }
        if (from.equals("file")) {
            words.addAll(List.of(
                    "-f",
                    Files.writeString(project.resolve("script.sql"), script).toString()));
        }
        return cli.piping(from.equals("input") ? script : "").run(words.toArray(String[]::new));
    }

    @Test
    void saysWhatEachStatementOfItsOwnLeft() {
        Cli.Result result = cli.run(
                "sql", "create temp table one (n int); begin; insert into one values (1); rollback; select 1 / 0");
        assertThat(result.err())
                .contains("statement: 5 of 5", "done: statements 1 to 4")
                .doesNotContain("committed", "rolled back:", "not run");
        assertThat(cli.run("sql", "select 1 / 0").err()).doesNotContain("statement:", "committed");
    }

    @Test
    void warnsOfATransactionThatIsNotEnded() {
        Cli.Result result = cli.run("sql", "select 1; begin; select 2");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains(
                        "warning: the transaction that statement 2 of 3 began is not ended", "fix: end it with commit");
        assertThat(cli.run("sql", "begin; select 2; commit").err()).isEmpty();
    }

    @Test
    void pointsAtThePlaceOfAnError() {
        Cli.Result result = cli.run("sql", "select 1;\nselect nothing from credit_balances");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(result.err())
                .contains("column \"nothing\" does not exist [SQLSTATE 42703")
                .contains("LINE 2: select nothing from credit_balances\n               ^");
    }

    @Test
    void readsStatementsFromAPipeAndAFile() throws IOException {
        assertThat(cli.piping("select 5 as five;").run("sql").out()).contains("five");
        Path file = Files.writeString(project.resolve("q.sql"), "select 6 as six;");
        assertThat(cli.run("sql", "-f", file.toString()).out()).contains("six");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Files.write(project.resolve("latin1.sql"), "select 'ä'".getBytes(StandardCharsets.ISO_8859_1));
        Cli.Result result = cli.run("sql", "-f", "latin1.sql");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(project.resolve("latin1.sql") + " is not UTF-8", "iconv");
        assertThat(cli.run("verify", "--only", "schema", "--expect", "latin1.sql")
                        .err())
                .contains("is not UTF-8");
        Files.write(project.resolve("utf16.sql"), "select 1".getBytes(StandardCharsets.UTF_16));
        assertThat(cli.run("sql", "-f", "utf16.sql").err())
                .contains("byte 0xfe at offset 0, line 1", "iconv -f UTF-16 -t UTF-8");
    }

    @Test
    void explainsThatAllConnectionsAreTaken() throws SQLException {
        try (Connection owner = DataSources.plain(Sandbox.connectionInfo(
                                SandboxFact.read(project.resolve(".sandbox"))
                                        .state()
                                        .orElseThrow(),
                                DatabaseRole.OWNER))
                        .getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("alter database shop connection limit 1");
            Cli.Result result = cli.run("sql", "select 1");
            statement.execute("alter database shop connection limit -1");
            assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.NO_POSTGRES);
            assertThat(result.err()).contains("PGR-TOO-MANY-CONNECTIONS").doesNotContain("internal error");
        }
    }

    @Test
    void givesTheApplicationRoleAndNamesTheOther() {
        Cli.Result refused = cli.run("sql", "create table t (id int)");
        assertThat(refused.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(refused.err()).contains("--role owner");
        assertThat(cli.run("sql", "--role", "owner", "alter role shop_app superuser")
                        .err())
                .contains("SQLSTATE 42501", "fix: no role of a sandbox may do more than its owner")
                .doesNotContain("--role owner");
        assertThat(cli.run("sql", "--url", url, "--allow-writes", "create table t (id int)")
                        .err())
                .contains("SQLSTATE 42501", "fix: put a user who may into the URL")
                .doesNotContain("--role owner");
    }

    @Test
    void changesAForeignDatabaseOnlyWhenToldTo() {
        Cli.Result refused = cli.run("sql", "--url", url, "delete from ui_events where false");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--allow-writes");
        Cli.Result reader = cli.run("sql", "--role", "readonly", "delete from ui_events where false");
        assertThat(reader.code()).as(reader.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(reader.err())
                .contains("fix: the application may: --role app")
                .doesNotContain("--allow-writes");
        Cli.Result session =
                cli.run("sql", "--url", url, "--allow-writes", "begin read only; delete from ui_events where false");
        assertThat(session.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(session.err()).contains("25006", "fix: something else").doesNotContain("--allow-writes");
        assertThat(cli.run("sql", "--url", url, "--allow-writes", "delete from ui_events where false")
                        .out())
                .isEqualToIgnoringNewLines("DELETE 0");
    }

    /** What was written for psql, as pg_dumpall writes it, sets what it needs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set default_transaction_read_only = off; {change}",
                "set session characteristics as transaction read write; {change}",
                "begin; set transaction read write; {change}; commit",
                "begin read write; {change}; commit",
                "start transaction; savepoint a; set local transaction_read_only = off; {change}; commit",
                "begin; select 1; commit and chain; set transaction read write; {change}; commit",
                "set transaction_read_only = off; {change}",
                "select set_config('transaction_read_only', 'off', false); {change}",
                "do $$ begin set transaction read write; {change}; end $$",
                "do $$ begin set default_transaction_read_only = off; commit; {change}; end $$",
                "do $$ begin commit; set transaction read write; {change}; end $$",
                "select set_config('default_transaction_read_only', 'off', false); commit; {change}",
                "vacuum kept",
            })
    void changesNoForeignDatabaseWhateverIsSetBefore(String script) {
        String owners = Sandbox.connectionInfo(
                        SandboxFact.read(project.resolve(".sandbox")).state().orElseThrow(), DatabaseRole.OWNER)
                .url();
        cli.run("sql", "--url", owners, "--allow-writes", "create table if not exists kept as select 1 as one");

        Cli.Result refused = cli.run("sql", "--url", owners, script.replace("{change}", "delete from kept"));

        assertThat(refused.code()).as(refused.out() + refused.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--allow-writes");
        assertThat(cli.run("sql", "--csv", "--url", owners, "select count(*) as n from kept")
                        .out())
                .isEqualToNormalizingNewlines("n\n1\n");
    }

    @Test
    void keepsWhatIsSetAndBegunInAForeignDatabase() {
        Cli.Result result = cli.run(
                "sql",
                "--csv",
                "--url",
                url,
                "set search_path = pg_catalog; begin isolation level repeatable read; declare c cursor for select 7 as seven;"
                        + " fetch c; savepoint a; show search_path; rollback to a; show transaction_isolation; commit");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("seven\n7\n").contains("pg_catalog").contains("repeatable read");
    }

    @Test
    void asksTheDatabaseOfItsCallerWithinARunAndWhereNoSandboxRuns() {
        String place = "select current_database() || ' ' || current_setting('transaction_read_only') as place";
        String ours = url.replaceAll("/shop\\b", "/postgres");
        cli.with("DATABASE_URL", ours);
        assertThat(cli.run("sql", "--csv", place).out()).isEqualToNormalizingNewlines("place\nshop off\n");
        within(ours, cli);
        assertThat(cli.run("sql", "--csv", place).out()).isEqualToNormalizingNewlines("place\npostgres off\n");

        Cli other = new Cli(elsewhere).with("DATABASE_URL", url);
        assertThat(other.run("sql", "--csv", place).out()).isEqualToNormalizingNewlines("place\nshop on\n");
        assertThat(other.run("verify", "--only", "schema").out()).contains("verify shop");
        assertThat(other.run("doctor", "--url").out()).contains("database shop as shop_app");
    }

    /** A call within a run whose database was made for it. */
    private static Cli within(String made, Cli cli) {
        Map<String, String> variables = new HashMap<>(Map.of("DATABASE_URL", made));
        GivenDatabase.mark(variables);
        variables.forEach(cli::with);
        return cli;
    }

    @Test
    void changesNoOtherDatabaseWithinARunUnlessToldTo() {
        String change = "delete from ui_events where false";
        for (Path place : List.of(elsewhere, project)) {
            Cli inside = within(url, new Cli(place));
            assertThat(inside.run("sql", change).out()).isEqualToIgnoringNewLines("DELETE 0");
            Cli.Result refused =
                    inside.with("DATABASE_URL", url + "?ApplicationName=other").run("sql", change);
            assertThat(refused.code())
                    .as("also where the project's sandbox runs: " + refused.out())
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("--allow-writes");
        }
    }

    @Test
    void explainsADatabaseThatIsNotThere() {
        Cli.Result result = cli.run("sql", "--url", "postgresql://u:secret@127.0.0.1:1/x", "select 1");
        assertThat(result.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(result.err()).contains("PGR-CONNECT-REFUSED").doesNotContain("secret");
    }

    @Test
    void runsACommandWithTheSandboxInItsEnvironment() throws IOException {
        Path seen = project.resolve("seen");
        Cli.Result result = cli.run(
                "run",
                "--",
                "sh",
                "-c",
                "printf '%s %s' \"$DATABASE_URL\" \"$STORAGE_REQUIRE_DATABASE\" > seen; exit 7");
        assertThat(result.code()).as(result.err()).isEqualTo(7);
        assertThat(Files.readString(seen)).isEqualTo(url + " true");
    }

    @Test
    void passesWordsOnToACommandAsTheyAreWritten() throws IOException {
        Path body = Files.writeString(project.resolve("body.json"), "{\"a\": 1}");
        Path seen = project.resolve("words");
        Cli.Result result =
                cli.run("run", "--", "sh", "-c", "printf '%s\\n' \"$@\" > words", "sh", "-d", "@" + body, "@@x");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(seen)).containsExactly("-d", "@" + body, "@@x");
    }

    @Test
    void refusesToRunWithWhatTheSandboxIsNot() {
        Cli.Result result = cli.run("run", "--postgres", "16", "--", "true");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("was made with 17");
    }

    @Test
    void runsOnTheProviderThatIsNamedOrNotAtAll() throws IOException {
        cli.with("DOCKER_HOST", "unix://" + project.resolve("none.sock"));
        assertThat(cli.run("run", "--provider", "docker", "--", "true").code()).isEqualTo(ExitCode.NO_POSTGRES);
        Path other = project.resolve("other");
        assertThat(cli.run("run", "--fresh", "--", "sh", "-c", "printf %s \"$PGDATABASE\" > other")
                        .code())
                .isZero();
        assertThat(Files.readString(other)).startsWith("metaextract_");
    }

    @Test
    void asksBeforeItResets() {
        cli.run("sql", "delete from ui_events");
        assertThat(cli.piping("").run("reset").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(cli.typing("no\n").run("reset").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(events()).isEqualTo("0");
        assertThat(cli.typing("yes\n").run("reset").code()).isZero();
        assertThat(events()).isNotEqualTo("0");
    }

    @Test
    void loadsSeedFilesAllOrNothing() throws IOException {
        Path seed = Files.writeString(
                project.resolve("bad.sql"), "delete from ui_events;\ninsert into nowhere values (1);");
        String before = events();
        Cli.Result result = cli.run("seed", seed.toString());
        assertThat(result.code()).isEqualTo(ExitCode.SEED_FAILED);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void printsConnectionsInEachFormat() {
        assertThat(cli.run("env").out()).contains("DATABASE_URL=" + url).contains("PGDATABASE=shop");
        assertThat(cli.run("env", "--format", "shell").out()).contains("export PGUSER=shop_app");
        assertThat(cli.run("env", "--format", "spring", "--role", "owner").out())
                .contains("spring.datasource.username=shop_migrator");
        assertThat(cli.run("env", "--format", "jdbc").out()).contains("JDBC_DATABASE_URL=jdbc:postgresql://127.0.0.1:");
        assertThat(cli.run("env", "--json").out()).contains("\"DATABASE_URL\": \"" + url + "\"");
    }

    @Test
    void showsTheLog() {
        assertThat(cli.run("logs", "-n", "200").out()).contains("database system is ready to accept connections");
    }

    @Test
    void refusesAnUpThatAsksForSomethingElse() {
        Cli.Result up = cli.run("up", "--database", "other");
        assertThat(up.code()).isEqualTo(ExitCode.USAGE);
        assertThat(up.err()).contains("was made with shop");
    }

    @Test
    void examinesARunningSandboxAndItsUrl() {
        Cli.Result doctor = cli.run("doctor", "--url", url);
        assertThat(doctor.code()).isEqualTo(ExitCode.OK);
        assertThat(doctor.out()).contains("running: sandbox of shop").contains("a Postgres can be had");
        assertThat(cli.run("doctor", "--json").out())
                .contains("\"servable\": true")
                .contains("\"id\": \"loopback\"");
    }

    private String events() {
        return cli.run("sql", "--csv", "select count(*) as n from ui_events")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
    }
}
