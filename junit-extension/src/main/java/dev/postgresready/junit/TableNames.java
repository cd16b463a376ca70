package dev.postgresready.junit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.opentest4j.AssertionFailedError;

/** Tables by any name that SQL has for them: with a schema or without, in quotes or not. */
record TableNames(Asked asked) {

    private static final int NEAR = 3;
    private static final String AGAIN = "sandbox verify --init";

    private static final String FOUND = """
            select c.oid::regclass::text, case
                     when c.relispartition then 'a partition: its rows count in ' || pg_partition_root(c.oid)::regclass
                     when c.relkind in ('r', 'p') then 'a table whose rows are not compared'
                     else 'no table' end
              from pg_class c where c.oid = to_regclass(?)""";

    private static final String ALL = """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    /** The name of a table as the server shows it, to which all others are compared; one that is not there fails the test. */
    String shown(String name) {
        return found(name).get(0);
    }

    /** The complaint about a table that is there, or is not, and of which nothing is known. */
    AssertionFailedError notCompared(String name) {
        return asked.complaint(
                name + " has no changes to tell", List.of("it is " + found(name).get(1)), AGAIN);
    }

    private List<String> found(String name) {
        List<List<String>> found = asked.rows(FOUND, name);
        if (found.isEmpty()) {
            List<String> near = near(name);
            throw asked.complaint(
                    "there is no table " + name,
                    near.isEmpty() ? List.of() : List.of("there is " + String.join(", ", near)),
                    AGAIN);
        }
        return found.get(0);
    }

    private List<String> near(String name) {
        String wanted = plain(name);
        return asked.rows(ALL).stream()
                .map(row -> row.get(0))
                .filter(table -> distance(wanted, plain(table)) <= Math.max(2, wanted.length() / NEAR))
                .sorted(Comparator.comparing((String table) -> distance(wanted, plain(table)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAR)
                .toList();
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /** How many letters must be put in, left out or replaced to make one name of the other. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
