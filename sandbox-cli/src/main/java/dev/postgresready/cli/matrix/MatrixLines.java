package dev.postgresready.cli.matrix;

import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.StepProgress;
import dev.postgresready.report.Phase;
import dev.postgresready.report.Progress;
import java.time.Duration;

/** The talk of one run of a matrix, each line with the run's name in front: several may talk at a time. */
final class MatrixLines implements Progress {

    private final Session session;
    private final String label;
    private final boolean silent;

    MatrixLines(Session session, String label) {
        this(session, label, false);
    }

    private MatrixLines(Session session, String label, boolean silent) {
        this.session = session;
        this.label = label;
        this.silent = silent;
    }

    /** The same, saying nothing. */
    MatrixLines silenced() {
        return new MatrixLines(session, label, true);
    }

    Session session() {
        return session;
    }

    void say(String line) {
        if (!silent) {
            session.terminal().err().println("[" + label + "] " + line);
        }
    }

    @Override
    public void started(Phase phase, String step) {
        session.interruption().check();
    }

    @Override
    public void advanced(Phase phase, String step, long done, long total) {
        session.interruption().check();
    }

    @Override
    public void finished(Phase phase, String step, String outcome, Duration took) {
        say(phase.label() + ": " + step + ": " + outcome + " (" + StepProgress.seconds(took) + ")");
    }
}
