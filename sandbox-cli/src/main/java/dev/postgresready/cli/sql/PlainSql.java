package dev.postgresready.cli.sql;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.PlainQuery;
import dev.postgresready.sql.SqlStatement;
import dev.postgresready.sql.SqlStatements;
import dev.postgresready.sql.SqlSyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A single question to the sandbox, answered without the driver, whose loading takes longer than the answer. */
final class PlainSql {

    private static final Pattern QUESTION =
            Pattern.compile("(?:select|values|show|table|explain)\\b.*", Pattern.DOTALL);

    /** Makes a table instead of showing one. */
    private static final Pattern INTO = Pattern.compile("\\binto\\b");

    private PlainSql() {}

    /** The answer; empty where the driver must ask, which also knows how to tell an error and the place of it. */
    static Optional<ResultRows> ask(ConnectionInfo info, String script) {
        try {
            List<SqlStatement> statements = SqlStatements.split(script);
            if (statements.size() != 1) {
                return Optional.empty();
            }
            String text = statements.get(0).text();
            String lower = text.toLowerCase(Locale.ROOT);
            return QUESTION.matcher(lower).matches() && !INTO.matcher(lower).find()
                    ? PlainQuery.ask(info, text).map(PlainRows::of)
                    : Optional.empty();
        } catch (SqlSyntaxException | SQLException e) {
            // the driver meets the same, and more is known of it then
            return Optional.empty();
        }
    }
}
