package dev.postgresready.cli;

import dev.postgresready.database.PlainQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows to be printed, wherever they come from. */
sealed interface ResultRows {

    /** Names of the columns. */
    List<String> labels() throws SQLException;

    /** Whether a column, counted from 0, holds numbers. */
    boolean number(int column) throws SQLException;

    /** The texts of the next row, or null after the last. */
    @Nullable
    List<@Nullable String> next() throws SQLException;

    /** By the driver. */
    record Driven(ResultSet result) implements ResultRows {

        private static final Set<Integer> NUMBERS = Set.of(
                Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.DOUBLE);

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
        public @Nullable List<@Nullable String> next() throws SQLException {
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

    /** Without the driver. */
    record Plain(PlainQuery.Answer answer, Iterator<List<@Nullable String>> rest) implements ResultRows {

        static Plain of(PlainQuery.Answer answer) {
            return new Plain(answer, answer.rows().iterator());
        }

        @Override
        public List<String> labels() {
            return answer.labels();
        }

        @Override
        public boolean number(int column) {
            return answer.numbers().get(column);
        }

        @Override
        public @Nullable List<@Nullable String> next() {
            return rest.hasNext() ? rest.next() : null;
        }
    }
}
