package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.Json;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One JSON document with the results of all statements. Not thread-safe. */
final class JsonRows implements RowPrinter {

    private final PrintWriter out;
    private final List<Map<String, Object>> results = new ArrayList<>();

    JsonRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void rows(ResultRows rows) throws SQLException {
        if (!(rows instanceof DrivenRows driven)) {
            throw new IllegalArgumentException("only the driver knows the types that JSON keeps");
        }
        results.add(Map.of("rows", objects(driven)));
    }

    @SuppressWarnings("NullAway") // a NULL of the database is a null of JSON
    private static List<Map<String, Object>> objects(DrivenRows driven) throws SQLException {
        ResultSet result = driven.result();
        List<String> names = names(driven.labels());
        List<JsonValue.Kind> kinds = JsonValue.kinds(result.getMetaData());
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            driven.goOn();
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= names.size(); i++) {
                row.put(names.get(i - 1), JsonValue.of(result.getString(i), kinds.get(i - 1)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** An object holds each name once: a second column of a name gets a number, as {@code id_2}, that no other one has. */
    private static List<String> names(List<String> labels) {
        Set<String> taken = new HashSet<>(labels);
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String label : labels) {
            String name = label;
            for (int number = 2; !seen.add(name); number++) {
                name = taken.contains(label + "_" + number) ? name : label + "_" + number;
            }
            names.add(name);
        }
        return names;
    }

    @Override
    public void changed(String statement, long count) {
        results.add(Map.of("changed", count));
    }

    @Override
    public void end() {
        out.println(Json.text(Json.document("results", List.copyOf(results))));
        results.clear();
    }

    @Override
    public Map<String, Object> soFar() {
        return Map.of("results", List.copyOf(results));
    }
}
