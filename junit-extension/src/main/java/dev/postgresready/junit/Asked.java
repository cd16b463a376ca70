package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.SeedSource;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.expected.FixtureExpectations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * The database that assertions are about: asks it, and says what is wrong with it.
 *
 * @param complaints gets what does not hold: throws it, or keeps it for later
 */
record Asked(ReadyDatabase database, Consumer<AssertionFailedError> complaints) {

    static final int SHOWN = 10;

    private static final Pattern OURS = Pattern.compile(
            "dev[.]postgresready[.]junit[.](Asked|Postgres(Soft)?Assertions|DatabaseChanges|\\w+Assert)([$].*)?");

    Asked(ReadyDatabase database) {
        this(database, Asked::thrown);
    }

    private static void thrown(AssertionFailedError complaint) {
        throw complaint;
    }

    /** State something; where it does not hold, whoever asked decides whether the next thing may still be said. */
    <T> T states(T next, Runnable statement) {
        try {
            statement.run();
        } catch (AssertionFailedError e) {
            complaints.accept(e);
        }
        return next;
    }

    /** What is asked over a connection. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Ask as a role; a refusal fails the test with the server's words. */
    <T> T as(DatabaseRole role, Question<T> question) {
        try (Connection connection = database.connect(role)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new AssertionFailedError("the database could not be asked: " + words(e) + about(), e);
        }
    }

    /** Ask in a transaction that is rolled back. */
    <T> T undone(DatabaseRole role, Question<T> question) {
        return as(role, connection -> {
            connection.setAutoCommit(false);
            try {
                return question.ask(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    List<List<String>> rows(String query, Object... values) {
        return as(DatabaseRole.OWNER, connection -> rows(connection, query, values));
    }

    static List<List<String>> rows(Connection connection, String query, Object... values) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** What the fixture of the test expects of its database; nothing where there is no fixture. */
    Expectations expectations() {
        return request()
                .flatMap(PostgresRequest::fixture)
                .map(FixtureExpectations::of)
                .orElse(Expectations.none());
    }

    /**
     * What to throw where an assertion does not hold.
     *
     * @param saw what was seen, at most ten lines of it are shown
     * @param again the command of the sandbox that shows it again
     */
    AssertionFailedError complaint(String headline, List<String> saw, String again) {
        return thrown(headline, saw, start() + again);
    }

    /** What to throw where the code of the test does what it should not: the sandbox cannot show that, the test can. */
    AssertionFailedError complaintOfCode(String headline, List<String> saw) {
        return thrown(headline, saw, "the test " + test() + ", alone");
    }

    private static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> !OURS.matcher(frame.getClassName()).matches())
                        .findFirst()
                        .map(frame -> frame.getClassName().replaceAll("[$].*", "") + "#"
                                + frame.getMethodName().replaceAll("lambda[$](.*)[$].*", "$1"))
                        .orElse("that failed"));
    }

    private AssertionFailedError thrown(String headline, List<String> saw, String again) {
        int more = saw.size() - SHOWN;
        return new AssertionFailedError(headline
                + saw.stream().limit(SHOWN).map(line -> "\n    saw: " + line).collect(Collectors.joining())
                + (more > 0 ? "\n    ... and " + more + " more" : "")
                + about()
                + "\n    again: " + again);
    }

    AssertionFailedError complaint(String headline, String again) {
        return complaint(headline, List.of(), again);
    }

    static String query(String sql) {
        return "sandbox sql \"" + sql.replace("\"", "\\\"") + "\"";
    }

    /** Which database, and from which data it was made. */
    String about() {
        return "\n    database: " + database.name() + ", Postgres " + database.serverVersion()
                + origin().map(Origin::data).map(data -> "\n    data: " + data).orElse("");
    }

    /** The time at which generated data was made; empty where the data is somebody's own. */
    Optional<Instant> clock() {
        return request().flatMap(PostgresRequest::fixture).map(fixture -> SeedSource.Dataset.CLOCK);
    }

    private String start() {
        return origin().map(Origin::command).orElse("sandbox up") + " && ";
    }

    private Optional<Origin> origin() {
        return request().map(request -> new Origin(request, database.serverVersion()));
    }

    /** What the database was made from; empty where no test was handed it. */
    Optional<PostgresRequest> request() {
        return database instanceof LentDatabase lent ? Optional.of(lent.request()) : Optional.empty();
    }

    static String words(SQLException refusal) {
        String message =
                String.valueOf(refusal.getMessage()).lines().map(String::strip).collect(Collectors.joining("; "));
        return message + " [SQLSTATE " + refusal.getSQLState() + "]";
    }
}
