package dev.postgresready.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What holds for events that are steps: who took one has taken those before it, and earlier. */
public final class FunnelAssert {

    private final Asked asked;
    private final DatabaseAssert database;
    private final String table;
    private final String step;
    private final String session;
    private final String time;

    FunnelAssert(Asked asked, DatabaseAssert database, String table, String step) {
        this(asked, database, table, List.of(step, "session_id", "created_at"));
    }

    private FunnelAssert(Asked asked, DatabaseAssert database, String table, List<String> columns) {
        this.asked = asked;
        this.database = database;
        this.table = table;
        this.step = columns.get(0);
        this.session = columns.get(1);
        this.time = columns.get(2);
    }

    /** Name the column that says who takes the steps; else it is {@code session_id}. */
    public FunnelAssert by(String column) {
        return new FunnelAssert(asked, database, table, List.of(step, column, time));
    }

    /** Name the column that says when; else it is {@code created_at}. */
    public FunnelAssert at(String column) {
        return new FunnelAssert(asked, database, table, List.of(step, session, column));
    }

    /** Nobody takes one of these steps without the one before it, or before it. Other events may come in between. */
    public DatabaseAssert inFunnelOrder(String... steps) {
        if (steps.length < 2) {
            throw new IllegalArgumentException("a funnel has at least two steps, given are " + Arrays.toString(steps));
        }
        return asked.states(database, () -> prove(List.of(steps)));
    }

    private void prove(List<String> steps) {
        String query = outOfOrder(steps);
        List<List<String>> found = asked.rows(query);
        if (!found.isEmpty()) {
            throw asked.complaint(
                    table + " must be in the order of the funnel " + String.join(" > ", steps) + ", and " + found.size()
                            + (found.size() == 1 ? " step is not" : " steps are not"),
                    found.stream()
                            .map(row -> session + " " + row.get(0) + ": " + row.get(1) + " at " + row.get(2)
                                    + (row.get(4).equals("null")
                                            ? " without " + row.get(3)
                                            : " before " + row.get(3) + " at " + row.get(4)))
                            .toList(),
                    Asked.query(query));
        }
    }

    /** The first time of each step, beside that of the step before it. */
    private String outOfOrder(List<String> steps) {
        String first = steps.stream()
                .map(name -> "min(" + time + ") filter (where " + step + " = '" + name.replace("'", "''") + "')")
                .collect(Collectors.joining(", "));
        List<String> pairs = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            pairs.add("(" + quoted(steps.get(i)) + ", times[" + (i + 1) + "], " + quoted(steps.get(i - 1)) + ", times["
                    + i + "])");
        }
        return "select who, later, late, earlier, early from (select " + session + "::text as who, array[" + first
                + "] as times from " + table + " group by " + session + ") walked cross join lateral (values "
                + String.join(", ", pairs) + ") pair(later, late, earlier, early)"
                + " where late is not null and (early is null or early > late) order by late, who";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'::text";
    }
}
