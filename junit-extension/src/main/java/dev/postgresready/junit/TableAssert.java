package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** What holds for a table. */
public final class TableAssert {

    private static final String KEY = """
            select a.attname from pg_index i join unnest(i.indkey::int2[]) with ordinality k(num, n) on true
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
             where i.indrelid = to_regclass(?) and i.indisprimary order by k.n""";

    private final Asked asked;
    private final DatabaseAssert database;
    private final String name;

    TableAssert(Asked asked, DatabaseAssert database, String name) {
        this.asked = asked;
        this.database = database.hasTables(name);
        this.name = name;
    }

    /** The primary key is of these columns, in this order. */
    public TableAssert hasPrimaryKey(String... columns) {
        return asked.states(this, () -> {
            List<String> key =
                    asked.rows(KEY, name).stream().map(row -> row.get(0)).toList();
            if (!key.equals(Arrays.stream(columns).map(ColumnAssert::bare).toList())) {
                throw asked.complaint(
                        name + " must have the primary key (" + DatabaseAssert.list(columns) + ")",
                        List.of(key.isEmpty() ? "it has none" : "it is (" + String.join(", ", key) + ")"),
                        "sandbox verify --only schema.primary-keys");
            }
        });
    }

    /** Say something about a column. */
    public ColumnAssert column(String column) {
        return new ColumnAssert(asked, this, name, column);
    }

    /**
     * A change of one of its rows is refused with this SQLSTATE, such as {@code rejects("balance = -1", "23514")}. It is
     * tried on a row that is there, with deferred constraints too, and undone.
     */
    public TableAssert rejects(String change, String sqlState) {
        String sql = "update " + name + " set " + change + " where ctid = (select ctid from " + name + " limit 1)";
        return asked.states(this, () -> {
            String answer = asked.undone(DatabaseRole.OWNER, connection -> tried(connection, sql));
            if (!answer.contains("[SQLSTATE " + sqlState + "]")) {
                throw asked.complaint(
                        name + " must reject " + change + " with SQLSTATE " + sqlState,
                        List.of(answer),
                        Asked.query("begin; update " + name + " set " + change + "; rollback"));
            }
        });
    }

    private static String tried(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int changed = statement.executeUpdate(sql);
            statement.execute("set constraints all immediate");
            return changed == 0 ? "there is no row that could be changed, so nothing was proved" : "it was accepted";
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            return Asked.words(e);
        }
    }

    /** Go on with the database. */
    public DatabaseAssert and() {
        return database;
    }
}
