package dev.postgresready.junit;

import dev.postgresready.database.ConnectedVersion;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.DatabaseOperationException;
import dev.postgresready.report.Phase;
import dev.postgresready.request.MatrixCell;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the matrices of a run asked for, and which versions answered. Thread-safe. */
final class MatrixLedger {

    private final TreeMap<MatrixCell, Optional<String>> answers =
            new TreeMap<>(Comparator.comparing(MatrixCell::version).thenComparing(MatrixCell::toString));

    /** Note that these are about to run. */
    synchronized void expect(List<MatrixCell> cells) {
        cells.forEach(cell -> answers.putIfAbsent(cell, Optional.empty()));
    }

    /** Ask the server of a database for its version, and fail where it is not the one named. */
    void prove(MatrixCell cell, ReadyDatabase database) {
        String answer = ask(cell, database);
        if (!cell.isServedBy(answer)) {
            throw new DatabaseOperationException(
                    Phase.PROVISION, cell + " was asked for, and " + database + " answers that it is " + answer, null);
        }
        synchronized (this) {
            answers.put(cell, Optional.of(answer));
        }
    }

    /** The full version that each cell was really connected to; empty where it never was. */
    synchronized Map<MatrixCell, Optional<String>> answers() {
        TreeMap<MatrixCell, Optional<String>> copy = new TreeMap<>(answers.comparator());
        copy.putAll(answers);
        return copy;
    }

    private static String ask(MatrixCell cell, ReadyDatabase database) {
        try {
            return ConnectedVersion.of(database);
        } catch (SQLException e) {
            throw new DatabaseOperationException(
                    Phase.PROVISION,
                    cell + " was asked for, and " + database + " does not tell its version: " + e.getMessage()
                            + " [SQLSTATE " + e.getSQLState() + "]",
                    e);
        }
    }
}
