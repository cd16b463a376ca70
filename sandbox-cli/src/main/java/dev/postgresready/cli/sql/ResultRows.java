package dev.postgresready.cli.sql;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to be printed, wherever they come from. */
sealed interface ResultRows permits DrivenRows, PlainRows {

    /** Names of the columns. */
    List<String> labels() throws SQLException;

    /** Whether a column, counted from 0, holds numbers. */
    boolean number(int column) throws SQLException;

    /** Go on, unless nobody wants more of them: whoever has read all rows still asks before each that is printed. */
    void goOn();

    /** The texts of the next row, or null after the last. */
    @Nullable
    List<@Nullable String> next() throws SQLException;
}
