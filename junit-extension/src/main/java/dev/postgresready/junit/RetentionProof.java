package dev.postgresready.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for rows that should be gone.
 *
 * @param column when a row was made
 * @param condition which rows are meant
 */
record RetentionProof(Asked asked, String table, String column, String condition) {

    private static final int ROW = 200;

    void prove(Duration kept, Optional<Instant> time) {
        String now = time.map(instant -> "timestamptz '" + instant + "'").orElse("now()");
        String due = " from " + table + " t where " + column + " < " + now + " - interval '" + kept.toSeconds()
                + " seconds' and (" + condition + ")";
        long count = Long.parseLong(asked.rows("select count(*)" + due).get(0).get(0));
        if (count > 0) {
            List<String> oldest = asked
                    .rows("select " + column + "::text, left((t.*)::text, " + ROW + ")" + due + " order by " + column
                            + " limit 10")
                    .stream()
                    .map(row -> row.get(0) + " " + row.get(1))
                    .toList();
            throw asked.complaint(
                    table + " must be settled: " + count + " rows are older than " + words(kept) + " as of "
                            + time.map(Instant::toString).orElse("now") + " by " + column,
                    oldest,
                    Asked.query("select count(*)" + due));
        }
    }

    private static String words(Duration kept) {
        return kept.toSeconds() % Duration.ofDays(1).toSeconds() == 0
                ? kept.toDays() + " days"
                : kept.toSeconds() + " seconds";
    }
}
