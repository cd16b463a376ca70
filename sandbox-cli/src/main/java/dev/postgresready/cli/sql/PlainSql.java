package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.Interruption;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.PlainQuery;
import dev.postgresready.sql.SqlStatement;
import dev.postgresready.sql.SqlStatements;
import dev.postgresready.sql.SqlSyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A single question to the sandbox, answered without the driver, whose loading takes longer than the answer. */
final class PlainSql {

    private static final Set<String> QUESTIONS = Set.of("select", "values", "show", "table", "explain");

    /** Makes a table instead of showing one. */
    private static final String INTO = "into";

    private PlainSql() {}

    /** The answer; empty where the driver must ask, which also knows how to tell an error and the place of it. */
    static Optional<PlainRows> ask(ConnectionInfo info, String script, Interruption interruption) {
        try {
            List<SqlStatement> statements = SqlStatements.split(script);
            if (statements.size() != 1) {
                return Optional.empty();
            }
            String text = statements.get(0).text();
            if (!question(text.toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            Optional<PlainQuery> open = PlainQuery.open(info);
            return open.isPresent() ? answer(open.get(), text, interruption) : Optional.empty();
        } catch (SqlSyntaxException | SQLException e) {
            // the driver meets the same, and more is known of it then
            return Optional.empty();
        }
    }

    private static Optional<PlainRows> answer(PlainQuery query, String text, Interruption interruption)
            throws SQLException {
        try (query) {
            // no lambda: it would be the first of this command
            interruption.breakOffBy(new Runnable() {
                @Override
                public void run() {
                    query.cancel();
                }
            });
            interruption.check();
            Optional<PlainQuery.Answer> answer = query.ask(text);
            return answer.isPresent() ? Optional.of(PlainRows.of(answer.get())) : Optional.empty();
        } finally {
            interruption.check();
            interruption.endAtOnce();
        }
    }

    private static boolean question(String lower) {
        int end = 0;
        while (end < lower.length() && inWord(lower.charAt(end))) {
            end++;
        }
        return QUESTIONS.contains(lower.substring(0, end)) && !holdsInto(lower);
    }

    private static boolean holdsInto(String lower) {
        for (int at = lower.indexOf(INTO); at >= 0; at = lower.indexOf(INTO, at + 1)) {
            int end = at + INTO.length();
            boolean begins = at == 0 || !inWord(lower.charAt(at - 1));
            if (begins && (end == lower.length() || !inWord(lower.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
