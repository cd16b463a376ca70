package dev.postgresready.cli.sql;

import dev.postgresready.database.PlainQuery;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that came without the driver. */
record PlainRows(PlainQuery.Answer answer, Iterator<List<@Nullable String>> rest) implements ResultRows {

    static PlainRows of(PlainQuery.Answer answer) {
        return new PlainRows(answer, answer.rows().iterator());
    }

    /** What the server said besides. */
    List<String> notices() {
        return answer.notices();
    }

    @Override
    public List<String> labels() {
        return answer.labels();
    }

    @Override
    public boolean number(int column) {
        return answer.numbers().get(column);
    }

    /** Whoever wants no more of them ends the process. */
    @Override
    public void goOn() {}

    @Override
    public @Nullable List<@Nullable String> next() {
        return rest.hasNext() ? rest.next() : null;
    }
}
