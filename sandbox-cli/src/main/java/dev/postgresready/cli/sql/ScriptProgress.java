package dev.postgresready.cli.sql;

import dev.postgresready.sql.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a script has come, and what of it is committed. Statements are counted from 1. Not thread-safe. */
final class ScriptProgress {

    private final List<SqlStatement> statements;
    private int running;
    /** Where the transaction began that is open; 0 where none is. */
    private int transaction;

    private boolean undone;

    /** A script that begins within a transaction, or not. */
    ScriptProgress(List<SqlStatement> statements, boolean within) {
        this.statements = statements;
        this.transaction = within ? 1 : 0;
    }

    /** The next statement is about to run. */
    void begin() {
        running++;
    }

    /** It has run, and left a transaction open or not. */
    void done(boolean open) {
        if (open) {
            transaction = transaction == 0 ? running : transaction;
        } else {
            undone |= transaction > 0 && undoes(statements.get(running - 1).text());
            transaction = 0;
        }
    }

    private static boolean undoes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("rollback") || lower.startsWith("abort");
    }

    /** Say which statement failed, and what became of the others; nothing of a script that is one statement. */
    String afterFailure() {
        if (statements.size() < 2) {
            return "";
        }
        int before = (transaction == 0 ? running : transaction) - 1;
        return "\n    statement: " + running + " of " + statements.size() + ", line " + line()
                + range(undone ? "done" : "committed", 1, before)
                + (transaction == 0 ? "" : range("rolled back", transaction, running))
                + range("not run", running + 1, statements.size());
    }

    /** The same for programs. */
    Map<String, Object> place() {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("statement", running);
        place.put("line", line());
        return place;
    }

    private int line() {
        return statements.get(running - 1).line();
    }

    /** Say that all have run and something is open, which ends with the connection; nothing where it is not so. */
    String atEnd() {
        return transaction == 0
                ? ""
                : "the transaction that statement " + transaction + " of " + statements.size()
                        + " began is not ended, so what it changed is rolled back\n    fix: end it with commit";
    }

    private static String range(String label, int first, int last) {
        if (first > last) {
            return "";
        }
        return "\n    " + label + ": " + (first == last ? "statement " + first : "statements " + first + " to " + last);
    }
}
