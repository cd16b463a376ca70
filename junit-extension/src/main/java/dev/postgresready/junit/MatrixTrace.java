package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;

/** Tells in the trace of a failed test on which version it ran: build tools show the number of the run at best. */
final class MatrixTrace extends Throwable {

    private static final long serialVersionUID = 1L;

    MatrixTrace(ReadyDatabase database) {
        super("this test ran in " + database, null, false, false);
    }
}
