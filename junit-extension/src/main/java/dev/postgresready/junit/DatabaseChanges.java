package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.opentest4j.AssertionFailedError;

/**
 * What some code changed, found by comparing all rows before and after. Rows are known by their primary key; where there
 * is none, a changed row counts as one deleted and one inserted.
 */
public final class DatabaseChanges {

    private static final String TABLES = """
            select c.oid::regclass::text, c.relrowsecurity::text,
                   coalesce((select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                     where a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])), 't::text')
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
               and n.nspname <> 'information_schema' and c.relname <> 'flyway_schema_history' order by 1""";

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
        return tables.getOrDefault(table, Map.of()).getOrDefault(kind, 0);
    }

    Map<String, Map<Kind, Integer>> touched() {
        return tables;
    }

    /** The rows of each table, by key: a digest. Policies are lifted for the moment, in a transaction that is undone. */
    private static Map<String, Map<String, String>> rows(Asked asked) {
        return asked.undone(DatabaseRole.OWNER, connection -> {
            Map<String, Map<String, String>> all = new HashMap<>();
            for (var table : Asked.rows(connection, TABLES)) {
                if (table.get(1).equals("true")) {
                    lift(connection, table.get(0));
                }
                Map<String, String> rows = new HashMap<>();
                Asked.rows(
                                connection,
                                "select row(" + table.get(2) + ")::text, md5(t::text) from " + table.get(0) + " t")
                        .forEach(row -> rows.put(row.get(0), row.get(1)));
                all.put(table.get(0), rows);
            }
            return all;
        });
    }

    private static void lift(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + table + " no force row level security");
        }
    }

    private static Map<String, Map<Kind, Integer>> compared(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        Map<String, Map<Kind, Integer>> changed = new TreeMap<>();
        after.forEach((table, rows) -> {
            Map<String, String> old = before.getOrDefault(table, Map.of());
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
            if (!counts.isEmpty()) {
                changed.put(table, counts);
            }
        });
        return changed;
    }
}
