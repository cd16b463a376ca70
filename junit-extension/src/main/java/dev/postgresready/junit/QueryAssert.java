package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.verify.QuotedSql;
import dev.postgresready.verify.expected.ExpectationFile;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for a query. */
public final class QueryAssert {

    /** A question mark within quotes or comments is text; two are JDBC's way to write an operator such as {@code ?|}. */
    private static final Pattern PART = Pattern.compile(QuotedSql.PART + "|\\?\\??");

    private final Asked asked;
    private final DatabaseAssert database;
    private final String sql;
    private final Object[] values;

    QueryAssert(Asked asked, DatabaseAssert database, String sql, Object[] values) {
        this.asked = asked;
        this.database = database;
        this.sql = sql;
        this.values = values.clone();
    }

    /**
     * An index can serve it, for any values. On the few rows of a test the server rightly reads the whole table, so it is
     * asked what it would do where that is forbidden.
     */
    public QueryAssert canUseIndex() {
        int[] parameter = {0};
        String named = PART.matcher(sql)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group()) {
                            case "?" -> ":p" + ++parameter[0];
                            case "??" -> "?";
                            default -> part.group();
                        }));
        database.judged(
                "index.plan",
                ExpectationFile.parse(
                        "assertion", "queries: [{name: query, sql: " + DatabaseAssert.scalar(named) + "}]"));
        return this;
    }

    /** The server reads no whole table for it now, with these values and on this data; {@link #canUseIndex} asks if it could. */
    public QueryAssert explainsWithoutSeqScan() {
        return asked.states(this, () -> {
            List<String> plan =
                    asked.as(DatabaseRole.APP, connection -> Asked.rows(connection, "explain " + sql, values)).stream()
                            .map(row -> row.get(0))
                            .toList();
            if (plan.stream().anyMatch(line -> line.contains("Seq Scan"))) {
                throw asked.complaint(
                        "the query must be explained without a Seq Scan: " + sql, plan, Asked.query("explain " + sql));
            }
        });
    }

    /** It gives its last row within this time, with the values that it was given; the first run is not counted. */
    public QueryAssert runsUnder(Duration most) {
        return asked.states(this, () -> {
            run();
            long start = System.nanoTime();
            run();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(most) > 0) {
                throw asked.complaint(
                        "the query must run under " + most.toMillis() + " ms: " + sql,
                        List.of("it took " + took.toMillis() + " ms"),
                        Asked.query("explain (analyze, buffers) " + sql));
            }
        });
    }

    private void run() {
        asked.as(DatabaseRole.APP, connection -> {
            int rows = 0;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows++;
                    }
                }
            }
            return rows;
        });
    }

    /** Go on with the database. */
    public DatabaseAssert and() {
        return database;
    }
}
