package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.NamedFile;
import dev.postgresready.cli.session.PlainOptions;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.PlainQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs SQL. */
@Command(
        name = "sql",
        description = {
            "Run SQL statements, or ask for them: from the argument, a file, standard input or a prompt.",
            "Example: sandbox sql \"select count(*) from credit_balances\""
        })
public final class SqlCommand extends SandboxCommand implements PlainOptions {

    @Mixin
    SqlTarget target = new SqlTarget();

    @Option(names = "--csv", description = "Print rows as CSV.")
    boolean csv;

    @ArgGroup(multiplicity = "0..1")
    Script script = new Script();

    /** Where the statements are. */
    static final class Script {
        @Parameters(paramLabel = "STATEMENT", arity = "0..1", description = "Statements, separated by semicolons.")
        Optional<String> text = Optional.empty();

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "A file with statements.")
        Optional<Path> file = Optional.empty();
    }

    public SqlCommand(Session session) {
        super(session);
    }

    @Override
    public boolean takes(String word) {
        if (word.equals("--csv") && !csv) {
            csv = true;
            return true;
        }
        boolean statement = script.text.isEmpty() && begins(word);
        if (statement) {
            script.text = Optional.of(word);
        }
        return statement;
    }

    /** Whether it is a statement; what begins otherwise may be an option or quoted. */
    private static boolean begins(String word) {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        return first == '(' || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
    }

    @Override
    public boolean takes(String name, String value) {
        boolean role = name.equals("--role");
        if (role) {
            target.role = Optional.of(value);
        }
        return role;
    }

    @Override
    public Integer call() throws SQLException {
        session.interruption().endAtOnce();
        boolean asks = script.text.isEmpty()
                && script.file.isEmpty()
                && session.terminal().asks();
        Optional<String> given = asks ? Optional.empty() : Optional.of(statements());
        Optional<PlainRows> plain = options().json() || given.isEmpty() ? Optional.empty() : plainly(given.get());
        if (plain.isPresent()) {
            for (String notice : plain.get().notices()) {
                err().println(notice);
            }
            rows().rows(plain.get());
            return ExitCode.OK;
        }
        try (Connection connection = target.connect(this)) {
            session.interruption().endByInterrupt();
            SqlSession sql = new SqlSession(connection, rows(), session, target.ways());
            return given.map(sql::runAll).orElseGet(() -> new SqlPrompt(sql, session, connection).run());
        }
    }

    private Optional<PlainRows> plainly(String statements) {
        PlainQuery.prepare();
        Optional<ConnectionInfo> sandbox = target.sandbox(this);
        return sandbox.isPresent() ? PlainSql.ask(sandbox.get(), statements, session.interruption()) : Optional.empty();
    }

    /** Do what follows a login, for who archives the classes of it and has no server. */
    public static void rehearse(PrintWriter out) throws SQLException {
        Base64.getDecoder().decode(Base64.getEncoder().encode(new byte[1]));
        PlainQuery.Answer answer =
                new PlainQuery.Answer(List.of("one"), List.of(true), List.of(List.of("1")), List.of());
        new TableRows(out).rows(PlainRows.of(answer));
        new CsvRows(out).rows(PlainRows.of(answer));
    }

    private RowPrinter rows() {
        if (options().json()) {
            return new JsonRows(session.terminal().forPrograms());
        }
        return csv ? new CsvRows(session.terminal().forPrograms()) : new TableRows(out());
    }

    private String statements() {
        if (script.text.isPresent()) {
            return script.text.get();
        }
        if (script.file.isPresent()) {
            return NamedFile.read(session.directory().resolve(script.file.get()), "correct --file");
        }
        try {
            return new String(session.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the statements from standard input", e);
        }
    }
}
