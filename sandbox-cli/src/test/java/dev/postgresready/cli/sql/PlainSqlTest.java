package dev.postgresready.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.Cli;
import dev.postgresready.cli.SandboxCli;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.host.Environment;
import dev.postgresready.host.SandboxFact;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import dev.postgresready.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are asked without the driver have the answers that the driver gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainSqlTest {

    private static final List<String> QUESTIONS = List.of(
            "select 1",
            "SELECT 1;",
            "-- why\nselect 1 as one, 'a' as \"A b\", null as n",
            "select",
            "select where false",
            "select 1 as x, 2 as x where false",
            "select 1::int2, 2::int4, 3::int8, 4::oid, 'NaN'::numeric, 12.50::numeric, 5::money, 'NaN'::float4, 0.1::float8",
            "select 1e300::float8, 1.1::float4, '-infinity'::float8, 1::text, 2::bit(4), '1'::\"char\", '3'::xid8",
            "select true, false, null::bool, '\\x00ff'::bytea, 'a'::char(5), 'b'::name, 'pg_class'::regclass",
            "select '2024-02-29 12:00:01.5+02'::timestamptz, 'infinity'::timestamp, '0044-03-15 BC'::date, '25:01'::interval",
            "select '{\"a\": [1, 2]}'::json, '{\"a\": 1}'::jsonb, array[1, null, 3], array['a,b', 'c\"d'], int8range(1, 5)",
            "select '00000000-0000-0000-0000-000000000001'::uuid, '10.0.0.1/8'::inet, point(1, 2), row(1, 'a', null)",
            "select e'one\\ntwo\\tthree', 'ümläut \u2713 \ud83d\udc18', '', ' '",
            "select pg_sleep(0)",
            "select repeat('x', 3000000)",
            "select g, g * g as square from generate_series(1, 2000) g",
            "select current_setting('timezone'), current_setting('datestyle'), current_setting('client_encoding')",
            "select current_setting('application_name'), current_setting('extra_float_digits'), current_user, current_database()",
            "select current_setting('search_path'), current_setting('standard_conforming_strings'), current_setting('role')",
            "select '?' as question, '$1' as place, 1 as \"?\", '{d}' as \"escape\"",
            "select a ? 'x' from (values ('{\"x\": 1}'::jsonb)) v(a)",
            "values (1, 'a'), (2, null)",
            "show server_version",
            "show all",
            "table credit_balances",
            "explain (costs off) select * from users where id is null");

    private Path project;

    private ConnectionInfo info;

    @BeforeAll
    void start(@TempDir Path directory) {
        project = directory;
        Cli.Result up = new Cli(project).run("up", "--seed", "5");
        assertThat(up.code()).as(up.err()).isZero();
        info = Sandbox.connectionInfo(
                SandboxFact.read(project.resolve(".sandbox")).state().orElseThrow(), DatabaseRole.APP);
    }

    @AfterAll
    void stop() {
        new Cli(project).close();
    }

    @Test
    void areAnsweredTheSame() throws SQLException {
        for (String question : QUESTIONS) {
            assertThat(PlainSql.ask(info, question, never())).as(question).isPresent();
            assertThat(plain(question)).as(question).isEqualTo(driven(question, false));
            assertThat(plain(question, "--csv")).as(question).isEqualTo(driven(question, true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1; select 2",
                "select 1 as one into temporary made",
                "insert into users default values",
                "with x as (select 1) select * from x",
                "begin",
                "copy users to stdout",
                "select nothing from users",
                "select 'open",
                "selected",
                "select 1/0"
            })
    void areNotThoseThatTheDriverKnowsBetter(String statement) {
        assertThat(PlainSql.ask(info, statement, never())).isEmpty();
    }

    @Test
    void saysWhatTheDriverSaysOfAMistake() {
        Cli.Result result = new Cli(project).run("sql", "select 1/0");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(result.err()).contains("division by zero [SQLSTATE 22012");
        assertThat(result.out()).isEmpty();
    }

    /** Each of these takes a new JVM as long as the question. */
    @Test
    void loadNoDriverAndSpinNoClass() throws IOException {
        Path log = project.resolve("loaded.log");
        ProcessResult result = inNewJvm("-Xlog:class+load:file=" + log, "select 1 as one");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).startsWith("one");
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains(" dev.postgresready.wire.WireSession "));
        assertThat(loaded.stream()
                        .filter(line -> line.contains(" org.postgresql.")
                                || line.contains(" java.lang.ProcessHandle ")
                                || (line.contains(" dev.postgresready.") && line.contains("$$Lambda"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--json"})
    void saysThatAnAnswerIsLargerThanTheMemory(String form) throws IOException {
        ProcessResult result =
                inNewJvm("-Xmx24m", form, "select repeat('x', 1000) from generate_series(1, 100000) as numbers");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.output())
                .contains("error: what was asked for takes more memory than the 24 MB that this JVM may use", "fix: ")
                .doesNotContain("\tat ");
    }

    private ProcessResult inNewJvm(String option, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(option, "-cp", System.getProperty("java.class.path"), SandboxCli.class.getName(), "sql"));
        command.addAll(List.of(words));
        return ProcessRunner.run(new Command(command, project, Map.of()), Duration.ofMinutes(2));
    }

    private Session session(PrintWriter out) {
        return new Session(
                Environment.current(),
                project,
                new Terminal(out, out, false, false, false, false, 100),
                InputStream.nullInputStream(),
                never());
    }

    private static Interruption never() {
        return new Interruption(Thread.currentThread());
    }

    private String plain(String question, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "sql";
        System.arraycopy(words, 0, all, 1, words.length);
        Cli.Result result = new Cli(project).piping(question).run(all);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private String driven(String question, boolean csv) throws SQLException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        try (Connection connection = DataSources.plain(info).getConnection()) {
            new SqlSession(connection, csv ? new CsvRows(out) : new TableRows(out), session(out), Ways.app())
                    .run(question);
        }
        return text.toString();
    }
}
