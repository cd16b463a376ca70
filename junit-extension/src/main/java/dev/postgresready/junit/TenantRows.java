package dev.postgresready.junit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table as tenants reach them, each question in a transaction that is rolled back. Rows are known by where
 * they stand, and sets of them are arrays in the server's notation, which compares them: a table may be large.
 */
record TenantRows(Connection connection, String context, String table) {

    static final String NONE = "{}";

    private static final String PLACE = "t.tableoid::text || t.ctid::text";
    private static final String TOLD = "select left((t.*)::text, 200), count(*) over () from ";
    private static final String FIRST = " limit " + Asked.SHOWN;

    private static final String COLUMNS = """
            select quote_ident(a.attname), (not a.attnotnull and not exists (select from pg_depend d
                     where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_class'::regclass
                       and d.refobjid = a.attrelid and d.refobjsubid = a.attnum))::text
              from pg_attribute a
             where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
               and a.attidentity <> 'a' and has_column_privilege(a.attrelid, a.attnum, 'update') order by a.attnum""";

    /** Those that somebody sees. */
    String seenBy(String who) throws SQLException {
        return as(who, () -> set("select array_agg(" + PLACE + ") from " + table + " t"));
    }

    /** Those that somebody can change or delete, of the ones given. */
    String writableBy(String who, String places) throws SQLException {
        String writable = NONE;
        for (String change : changes()) {
            writable = set(
                    "select array_agg(distinct place) from unnest(?::text[] || ?::text[]) place",
                    writable,
                    changed(who, change, who, places));
        }
        return writable;
    }

    /**
     * Those that stand there no more, in the eyes of whom they belong to, once somebody has made a change. None where
     * the change is refused.
     */
    String changed(String who, String change, String owner, String places) throws SQLException {
        return as(who, () -> {
            if (!accepted(change)) {
                return NONE;
            }
            enter(owner);
            return set(
                    "select array_agg(theirs.place) from unnest(?::text[]) theirs(place) where not exists (select from "
                            + table + " t where " + PLACE + " = theirs.place)",
                    places);
        });
    }

    /** What a tenant tries on all rows at once. A condition, and a value that is read, would bring in the policies for reading. */
    List<String> changes() throws SQLException {
        List<List<String>> columns = Asked.rows(connection, COLUMNS, table);
        List<String> changes = new ArrayList<>();
        changes.add("delete from " + table);
        columns.stream()
                .limit(1)
                .forEach(column -> changes.add("update " + table + " set " + column.get(0) + " = " + column.get(0)));
        columns.stream()
                .filter(column -> column.get(1).equals("true"))
                .limit(1)
                .forEach(column -> changes.add("update " + table + " set " + column.get(0) + " = null"));
        return changes;
    }

    /** The first of those that somebody sees, each with how many there are. */
    List<List<String>> told(String who) throws SQLException {
        return as(who, () -> Asked.rows(connection, TOLD + table + " t" + FIRST));
    }

    /** The first of the ones given that somebody sees, each with how many there are. */
    List<List<String>> told(String who, String places) throws SQLException {
        return as(
                who,
                () -> Asked.rows(
                        connection,
                        TOLD + table + " t join unnest(?::text[]) theirs(place) on theirs.place = " + PLACE + FIRST,
                        places));
    }

    static String size(List<List<String>> told) {
        return told.isEmpty() ? "0" : told.get(0).get(1);
    }

    static List<String> texts(List<List<String>> told) {
        return told.stream().map(row -> row.get(0)).toList();
    }

    private String set(String query, String... values) throws SQLException {
        String set = Asked.rows(connection, query, (Object[]) values).get(0).get(0);
        return set.equals("null") ? NONE : set;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T as(String who, Question<T> question) throws SQLException {
        connection.setAutoCommit(false);
        try {
            enter(who);
            return question.ask();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void enter(String who) throws SQLException {
        if (who.isEmpty()) {
            return;
        }
        try (PreparedStatement enter = connection.prepareStatement("select set_config(?, ?, true)")) {
            enter.setString(1, context);
            enter.setString(2, who);
            enter.execute();
        }
    }

    private boolean accepted(String change) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(change)) {
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            return false;
        }
    }
}
