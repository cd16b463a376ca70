package dev.postgresready.junit;

import java.util.List;
import java.util.Set;

/** What holds for a column. */
public final class ColumnAssert {

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    private static final String SHAPE = """
            select format_type(atttypid, atttypmod), attnotnull::text,
                   case when attgenerated <> '' then 'it is generated from other columns'
                        when atthasdef or attidentity <> '' then '' else 'it has none' end
              from pg_attribute
             where attrelid = to_regclass(?) and attname = ? and attnum > 0 and not attisdropped""";

    private static final String COLUMNS = """
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
             where attrelid = to_regclass(?) and attnum > 0 and not attisdropped having count(*) > 0""";

    private static final String REFERRED = """
            select k.confrelid::regclass::text from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid
               and a.attnum = any (k.conkey)
             where k.conrelid = to_regclass(?) and k.contype = 'f' and a.attname = ?""";

    private final Asked asked;
    private final TableAssert table;
    private final String tableName;
    private final String name;

    ColumnAssert(Asked asked, TableAssert table, String tableName, String name) {
        this.asked = asked;
        this.table = table;
        this.tableName = tableName;
        this.name = bare(name);
    }

    /** A name that may be in quotes, as it is stored. */
    static String bare(String name) {
        boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** It has a value in every row. */
    public ColumnAssert isNotNull() {
        return states(() -> holds(isTrue(shape().get(1)), "must be NOT NULL", "it may be null"));
    }

    /** It is a whole number of some size. */
    public ColumnAssert isInteger() {
        return states(() -> holds(INTEGERS.contains(shape().get(0)), "must be an integer", "it is " + shape().get(0)));
    }

    /** It is of this type, as Postgres writes it: {@code timestamp with time zone}. */
    public ColumnAssert hasType(String type) {
        return states(() -> holds(shape().get(0).equals(type), "must be " + type, "it is " + shape().get(0)));
    }

    /** It has a value where an insert leaves it out: a default, or the next of an identity. */
    public ColumnAssert hasDefault() {
        return states(() -> holds(shape().get(2).isEmpty(), "must have a default", shape().get(2)));
    }

    /** A foreign key makes it refer to a row of this table, named as in SQL. */
    public ColumnAssert references(String other) {
        return states(() -> {
            List<String> referred = asked.rows(REFERRED, tableName, name).stream()
                    .map(row -> row.get(0))
                    .toList();
            holds(
                    referred.contains(new TableNames(asked).shown(other)),
                    "must refer to " + other,
                    referred.isEmpty() ? "it refers to nothing" : "it refers to " + referred);
        });
    }

    /** Say something about another column. */
    public ColumnAssert column(String other) {
        return table.column(other);
    }

    /** As {@link TableAssert#rejects}. */
    public TableAssert rejects(String change, String sqlState) {
        return table.rejects(change, sqlState);
    }

    /** Go on with the table. */
    public TableAssert and() {
        return table;
    }

    private List<String> shape() {
        List<List<String>> shapes = asked.rows(SHAPE, tableName, name);
        if (shapes.isEmpty()) {
            List<String> saw = asked.rows(COLUMNS, tableName).stream()
                    .map(row -> "its columns are " + row.get(0))
                    .toList();
            throw asked.complaint(tableName + " must have a column " + name, saw, "sandbox verify --init");
        }
        return shapes.get(0);
    }

    private ColumnAssert states(Runnable statement) {
        return asked.states(this, statement);
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("t");
    }

    private void holds(boolean good, String must, String saw) {
        if (!good) {
            throw asked.complaint(
                    tableName + "." + name + " " + must,
                    List.of(saw),
                    Asked.query(
                            "select attname, format_type(atttypid, atttypmod), attnotnull, atthasdef from pg_attribute"
                                    + " where attrelid = '" + tableName + "'::regclass and attnum > 0"));
        }
    }
}
