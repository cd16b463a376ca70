package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What some code changed, found by comparing all rows before and after. Rows are known by their primary key; where there
 * is none, a changed row counts as one deleted and one inserted, and of equal rows each counts. A table that was dropped has
 * lost its rows. Rows of tables that inherit count there alone.
 */
public final class DatabaseChanges {

    private static final String TABLES = """
            select c.oid::regclass::text, row_security_active(c.oid)::text,
                   coalesce((select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                     where a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])),
                     '(t.*)::text, row_number() over (partition by (t.*)::text)'),
                   case c.relkind when 'r' then 'only ' else '' end
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
               and n.nspname <> 'information_schema' and c.relname <> 'flyway_schema_history' order by 1""";

    private static final String HOLDERS = """
            select concat('session ', a.pid, ' of role ', a.usename, ' (' || nullif(a.application_name, '') || ')')
              from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.datname = current_database()
             where l.relation = to_regclass(?) and l.granted and l.pid <> pg_backend_pid() order by a.pid""";

    private static final String LOCKED = "55P03";

    /** What changed in one table. */
    enum Kind {
        INSERTED,
        UPDATED,
        DELETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Asked asked;
    private final Map<String, Map<Kind, Integer>> tables;

    private DatabaseChanges(Asked asked, Map<String, Map<Kind, Integer>> tables) {
        this.asked = asked;
        this.tables = tables;
    }

    static DatabaseChanges during(Asked asked, DatabaseAction code) {
        Map<String, Map<String, String>> before = rows(asked);
        try {
            code.run();
        } catch (Exception e) {
            throw new AssertionFailedError("the code whose changes are asked for failed: " + e, e);
        }
        return new DatabaseChanges(asked, compared(before, rows(asked)));
    }

    Asked asked() {
        return asked;
    }

    /** The same changes; complaints about them go there. */
    DatabaseChanges reportingTo(Consumer<AssertionFailedError> complaints) {
        return new DatabaseChanges(new Asked(asked.database(), complaints), tables);
    }

    int count(Kind kind, String table) {
        return tables.getOrDefault(named(table), Map.of()).getOrDefault(kind, 0);
    }

    /** The name by which a table's changes are known; one whose rows were not compared fails the test. */
    String named(String table) {
        if (tables.containsKey(table)) {
            return table;
        }
        TableNames names = new TableNames(asked);
        String shown = names.shown(table);
        if (!tables.containsKey(shown)) {
            throw names.notCompared(table);
        }
        return shown;
    }

    Map<String, Map<Kind, Integer>> touched() {
        Map<String, Map<Kind, Integer>> touched = new TreeMap<>(tables);
        touched.values().removeIf(Map::isEmpty);
        return touched;
    }

    /**
     * The rows of each table, by key: a digest. Policies that hold for the owner are lifted for the moment, in a
     * transaction that is undone, and that waits for no other one for long.
     */
    private static Map<String, Map<String, String>> rows(Asked asked) {
        return asked.undone(DatabaseRole.OWNER, connection -> {
            execute(connection, "set local lock_timeout = '5s'");
            Map<String, Map<String, String>> all = new HashMap<>();
            for (var table : Asked.rows(connection, TABLES)) {
                try {
                    all.put(table.get(0), rows(connection, table));
                } catch (SQLException e) {
                    if (LOCKED.equals(e.getSQLState())) {
                        throw held(asked, table.get(0), e);
                    }
                    throw e;
                }
            }
            return all;
        });
    }

    private static Map<String, String> rows(Connection connection, List<String> table) throws SQLException {
        if (table.get(1).equals("true")) {
            execute(connection, "alter table " + table.get(0) + " no force row level security");
        }
        Map<String, String> rows = new HashMap<>();
        Asked.rows(
                        connection,
                        "select row(" + table.get(2) + ")::text, md5((t.*)::text) from " + table.get(3) + table.get(0)
                                + " t")
                .forEach(row -> rows.put(row.get(0), row.get(1)));
        return rows;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static AssertionFailedError held(Asked asked, String table, SQLException refusal) {
        return new AssertionFailedError(
                "changes cannot be told: a transaction that is still open holds " + table
                        + asked.rows(HOLDERS, table).stream()
                                .map(row -> "\n    saw: " + row.get(0))
                                .collect(Collectors.joining())
                        + "\n    fix: end it before changesOf(...), and within its code"
                        + asked.about(),
                refusal);
    }

    private static Map<String, Map<Kind, Integer>> compared(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        Map<String, Map<Kind, Integer>> changed = new TreeMap<>();
        Set<String> tables = new HashSet<>(before.keySet());
        tables.addAll(after.keySet());
        tables.forEach(table ->
                changed.put(table, counts(before.getOrDefault(table, Map.of()), after.getOrDefault(table, Map.of()))));
        return changed;
    }

    private static Map<Kind, Integer> counts(Map<String, String> old, Map<String, String> rows) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        rows.forEach((key, digest) -> {
            if (!old.containsKey(key)) {
                counts.merge(Kind.INSERTED, 1, Integer::sum);
            } else if (!digest.equals(old.get(key))) {
                counts.merge(Kind.UPDATED, 1, Integer::sum);
            }
        });
        old.keySet().stream()
                .filter(key -> !rows.containsKey(key))
                .forEach(key -> counts.merge(Kind.DELETED, 1, Integer::sum));
        return counts;
    }
}
