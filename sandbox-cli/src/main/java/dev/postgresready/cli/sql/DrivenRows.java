package dev.postgresready.cli.sql;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the driver got.
 *
 * @param stopped whether nobody wants more of them
 */
record DrivenRows(ResultSet result, AtomicBoolean stopped) implements ResultRows {

    private static final Set<Integer> NUMBERS =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.DOUBLE);

    @Override
    public List<String> labels() throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            labels.add(result.getMetaData().getColumnLabel(i));
        }
        return labels;
    }

    @Override
    public boolean number(int column) throws SQLException {
        return NUMBERS.contains(result.getMetaData().getColumnType(column + 1));
    }

    @Override
    public void goOn() {
        if (stopped.get()) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted; the statement itself is done");
        }
    }

    @Override
    public @Nullable List<@Nullable String> next() throws SQLException {
        goOn();
        if (!result.next()) {
            return null;
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            texts.add(result.getString(i));
        }
        return texts;
    }
}
