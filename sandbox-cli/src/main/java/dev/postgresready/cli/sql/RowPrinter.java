package dev.postgresready.cli.sql;

import java.sql.SQLException;

/** A form in which the results of statements are printed. */
interface RowPrinter {

    void rows(ResultRows result) throws SQLException;

    /** A statement that returned no rows. */
    void changed(String statement, long count);

    /** All statements have run. */
    default void end() {}
}
