package dev.postgresready.cli.sql;

import java.sql.SQLException;
import java.util.Map;

/** A form in which the results of statements are printed. */
interface RowPrinter {

    void rows(ResultRows result) throws SQLException;

    /** A statement that returned no rows. */
    void changed(String statement, long count);

    /** All statements have run. */
    default void end() {}

    /** What was not printed yet, for a document that also tells of a failure. */
    default Map<String, Object> soFar() {
        return Map.of();
    }
}
