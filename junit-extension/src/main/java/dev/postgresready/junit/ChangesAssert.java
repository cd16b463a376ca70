package dev.postgresready.junit;

import dev.postgresready.junit.DatabaseChanges.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** What holds for the changes that some code made. Tables are named as in SQL; one that is not there fails the test. */
public final class ChangesAssert {

    private final DatabaseChanges changes;

    ChangesAssert(DatabaseChanges changes) {
        this.changes = changes;
    }

    /** So many rows were inserted into a table. */
    public ChangesAssert inserted(String table, int rows) {
        return counted(Kind.INSERTED, table, rows);
    }

    /** So many rows of a table were updated, to other values than they had. */
    public ChangesAssert updated(String table, int rows) {
        return counted(Kind.UPDATED, table, rows);
    }

    /** So many rows of a table were deleted. */
    public ChangesAssert deleted(String table, int rows) {
        return counted(Kind.DELETED, table, rows);
    }

    /** No other table was changed; naming one twice says no more than once. */
    public ChangesAssert touchedOnly(String... tables) {
        return changes.asked().states(this, () -> {
            Set<String> allowed = Arrays.stream(tables).map(changes::named).collect(Collectors.toSet());
            if (!allowed.containsAll(changes.touched().keySet())) {
                throw complaint("only " + DatabaseAssert.list(tables) + " may be changed");
            }
        });
    }

    /** Nothing was changed. */
    public ChangesAssert touchedNothing() {
        return changes.asked().states(this, () -> {
            if (!changes.touched().isEmpty()) {
                throw complaint("nothing may be changed");
            }
        });
    }

    private ChangesAssert counted(Kind kind, String table, int rows) {
        return changes.asked().states(this, () -> {
            int counted = changes.count(kind, table);
            if (counted != rows) {
                throw complaint(rows + " rows of " + table + " must be " + kind.word() + ", and " + counted + " were");
            }
        });
    }

    private AssertionFailedError complaint(String must) {
        List<String> saw = changes.touched().entrySet().stream()
                .map(table -> table.getKey() + ": "
                        + table.getValue().entrySet().stream()
                                .map(count ->
                                        count.getValue() + " " + count.getKey().word())
                                .collect(Collectors.joining(", ")))
                .toList();
        return changes.asked().complaintOfCode(must, saw.isEmpty() ? List.of("no row of any table was changed") : saw);
    }
}
