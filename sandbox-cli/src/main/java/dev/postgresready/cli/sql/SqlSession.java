package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.DriverSession;
import dev.postgresready.sql.ServerAnswer;
import dev.postgresready.sql.SqlStatement;
import dev.postgresready.sql.SqlStatements;
import dev.postgresready.sql.SqlSyntaxException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs statements one after the other on one connection, up to the first that the server refuses, that it is told to
 * give up, or whose rows nobody wants any more.
 *
 * @param ways what to do where the login of the connection may not do something
 */
record SqlSession(Connection connection, RowPrinter rows, Session session, Ways ways) {

    private static final String READ_ONLY = "25006";

    /** What a statement is refused for that would not be within a transaction. */
    private static final Set<String> WITHIN_TRANSACTION = Set.of("25001", "2D000");

    private static final String NO_PRIVILEGE = "42501";

    /** Run what is the whole of a session: what it leaves open is told. */
    int runAll(String script) {
        String open = ran(script).atEnd();
        if (!open.isEmpty()) {
            session.terminal().err().println("warning: " + open);
        }
        return ExitCode.OK;
    }

    int run(String script) {
        ran(script);
        return ExitCode.OK;
    }

    private ScriptProgress ran(String script) {
        List<SqlStatement> statements = split(script);
        ScriptProgress progress = new ScriptProgress(statements, inTransaction());
        for (SqlStatement statement : statements) {
            progress.begin();
            execute(statement, progress);
            progress.done(inTransaction());
        }
        rows.end();
        session.terminal().out().flush();
        return progress;
    }

    private boolean inTransaction() {
        try {
            return new DriverSession(connection).inTransaction();
        } catch (SQLException e) {
            // It is gone, and with it what was begun.
            return false;
        }
    }

    private static List<SqlStatement> split(String script) {
        try {
            return SqlStatements.split(script);
        } catch (SqlSyntaxException e) {
            throw new CommandFailure(ExitCode.FINDINGS, "line " + e.line() + ": " + e.getMessage());
        }
    }

    private void execute(SqlStatement sql, ScriptProgress progress) {
        try (ReadOnlyGuard guard = ReadOnlyGuard.around(sql, connection);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            AtomicBoolean stopped = new AtomicBoolean();
            session.interruption().breakOffBy(() -> {
                stopped.set(true);
                cancel(statement);
            });
            session.interruption().check();
            if (executed(statement, sql.text())) {
                try (ResultSet result = statement.getResultSet()) {
                    rows.rows(new DrivenRows(result, stopped));
                }
            } else {
                rows.changed(sql.text(), statement.getLargeUpdateCount());
            }
        } catch (SQLException e) {
            session.interruption().check();
            throw refused(sql, ServerAnswer.of(e), progress.afterFailure()).telling(rows.soFar(), progress.place());
        } finally {
            session.interruption().endByInterrupt();
        }
    }

    /** Whether there are rows; what the server said besides, before an error too, is told first. */
    private boolean executed(Statement statement, String text) throws SQLException {
        try {
            return statement.execute(text);
        } finally {
            tellNotices(statement);
        }
    }

    private void tellNotices(Statement statement) {
        try {
            for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
                session.terminal().err().println(ServerAnswer.of(said).spoken());
            }
        } catch (SQLException e) {
            // The connection is gone, which the statement itself tells.
            return;
        }
    }

    private void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            hangUp();
        }
    }

    private void hangUp() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone first.
            return;
        }
    }

    private CommandFailure refused(SqlStatement sql, ServerAnswer answer, String others) {
        String message = answer + pointer(sql, answer) + others;
        if (answer.sqlState().equals(READ_ONLY) || (WITHIN_TRANSACTION.contains(answer.sqlState()) && guarded())) {
            return new CommandFailure(ways.exitCodeOfWriting(), message, ways.toWriting());
        }
        return answer.sqlState().equals(NO_PRIVILEGE)
                ? new CommandFailure(ExitCode.FINDINGS, message, ways.toPrivilege())
                : new CommandFailure(ExitCode.FINDINGS, message);
    }

    private boolean guarded() {
        try {
            return connection.isReadOnly();
        } catch (SQLException e) {
            // It is gone, and what it was is of no use.
            return false;
        }
    }

    /** The line that the server means, with a caret below the place. */
    private static String pointer(SqlStatement sql, ServerAnswer answer) {
        int at = answer.position().orElse(0) - 1;
        if (at < 0 || at > sql.text().length()) {
            return "";
        }
        int begin = sql.text().lastIndexOf('\n', at - 1) + 1;
        int newline = sql.text().indexOf('\n', at);
        String line = sql.text().substring(begin, newline < 0 ? sql.text().length() : newline);
        String label = "LINE " + sql.lineOf(at + 1) + ": ";
        return "\n" + label + line.replace('\t', ' ') + "\n" + " ".repeat(label.length() + at - begin) + "^";
    }
}
