package dev.postgresready.junit;

import dev.postgresready.diagnosis.SimilarNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, String> tables = new TreeMap<>();
        asked.rows(ALL).forEach(row -> tables.put(plain(row.get(0)), row.get(0)));
        return SimilarNames.to(plain(name), tables.keySet()).stream()
                .map(tables::get)
                .limit(NEAR)
                .toList();
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }
}
