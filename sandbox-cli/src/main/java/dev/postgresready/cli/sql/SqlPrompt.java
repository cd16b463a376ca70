package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.ShownText;
import dev.postgresready.sql.SqlStatements;
import dev.postgresready.sql.SqlSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks for statements at a prompt until the end of input; neither a refused statement ends it nor Ctrl-C, which the server
 * gives up a statement for, or which ends the printing of its rows.
 */
record SqlPrompt(SqlSession sql, Session session, Connection connection) {

    private static final String TABLES = "select table_schema as schema, table_name as name, table_type as type"
            + " from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')"
            + " order by 1, 2";
    private static final String COLUMNS = "select column_name as column, data_type as type, is_nullable as nullable,"
            + " column_default as default from information_schema.columns where table_name = '%s'"
            + " order by table_schema, ordinal_position";

    int run() {
        try (org.jline.terminal.Terminal terminal =
                TerminalBuilder.builder().system(true).build()) {
            // the terminal's own default ends the process, and leaves the statement to the server
            terminal.handle(
                    org.jline.terminal.Terminal.Signal.INT,
                    signal -> session.interruption().breakOff());
            session.terminal().err().println("Type SQL, ended by ;   \\dt tables   \\d NAME columns   \\q quit");
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            converse(reader, ShownText.of(connection.getCatalog()), session.interruption(), this::answer);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used", e);
        } catch (SQLException e) {
            throw new CommandFailure(ExitCode.NO_POSTGRES, "the connection is lost: " + e.getMessage());
        }
    }

    /** Hand on each statement that is typed; a line of {@code \q} ends it, also behind one that was not ended. */
    static void converse(LineReader reader, String database, Interruption interruption, Consumer<String> answer) {
        StringBuilder typed = new StringBuilder();
        while (true) {
            try {
                String line = reader.readLine(typed.length() == 0 ? database + "=> " : database + "-> ");
                if (line.strip().equals("\\q")) {
                    return;
                }
                typed.append(line).append('\n');
            } catch (UserInterruptException e) {
                interruption.check();
                typed.setLength(0);
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            String text = typed.toString().strip();
            if (complete(text)) {
                typed.setLength(0);
                answer.accept(text);
            }
        }
    }

    /** Ended by a semicolon that is not inside a quote or a body. */
    static boolean complete(String text) {
        if (text.startsWith("\\") || text.isEmpty()) {
            return true;
        }
        try {
            SqlStatements.split(text);
            return text.endsWith(";")
                    && SqlStatements.split(text + " select 1").size()
                            > SqlStatements.split(text).size();
        } catch (SqlSyntaxException e) {
            return false;
        }
    }

    private void answer(String text) {
        try {
            sql.run(translated(text));
        } catch (CommandFailure e) {
            session.interruption().check();
            session.terminal().err().println(e.getMessage());
        }
    }

    private static String translated(String text) {
        if (text.equals("\\dt") || text.equals("\\d")) {
            return TABLES;
        }
        return text.startsWith("\\d ")
                ? COLUMNS.formatted(text.substring(3).strip().replace("'", "''"))
                : text;
    }
}
