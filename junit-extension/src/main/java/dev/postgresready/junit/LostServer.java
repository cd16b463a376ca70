package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.database.ServerWatch;
import dev.postgresready.diagnosis.DatabaseOperationException;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.report.Phase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a server that was lost while tests used a database on it, in place of what they met then: a connection that was
 * refused or closed.
 */
record LostServer(ReadyDatabase database, ServerWatch watch) {

    private static final Pattern LOST = Pattern.compile("08...|57P0[123]");
    private static final int DEEPEST = 50;

    /** A server that ends, or begins anew, ends its sessions first. */
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private static final long GLANCE_MILLIS = 10;

    /** Tells in the trace of a test that failed otherwise that the server was lost. */
    private static final class LostServerTrace extends Throwable {

        private static final long serialVersionUID = 1L;

        LostServerTrace(String message) {
            super(message, null, false, false);
        }
    }

    /** Do not begin on a server that has ended: each part of a test might wait for it. */
    void refuse() {
        Optional<Finding> end = watch.end();
        if (end.isPresent()) {
            throw told(end.get(), null);
        }
    }

    boolean gone() {
        return watch.end().isPresent();
    }

    /** What to throw where a test failed so. */
    Throwable explain(Throwable failure) {
        Optional<Finding> finding = any(failure, LostServer::ofLostConnection) ? look(SHORTLY) : watch.end();
        if (finding.isEmpty()) {
            return failure;
        }
        if (any(failure, link -> link instanceof SQLException || link instanceof IOException)) {
            return told(finding.get(), failure);
        }
        failure.addSuppressed(new LostServerTrace(text(finding.get())));
        return failure;
    }

    private Optional<Finding> look(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Finding> seen = watch.end().or(watch::crash);
        try {
            while (seen.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(GLANCE_MILLIS);
                seen = watch.end().or(watch::crash);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    private DatabaseOperationException told(Finding finding, @Nullable Throwable failure) {
        return new DatabaseOperationException(Phase.LEASE, text(finding), failure);
    }

    private String text(Finding finding) {
        return "The server of " + database + " was lost\n" + DiagnosisText.describe(finding);
    }

    private static boolean ofLostConnection(Throwable link) {
        return link instanceof IOException
                || (link instanceof SQLException e
                        && LOST.matcher(String.valueOf(e.getSQLState())).matches());
    }

    private static boolean any(Throwable failure, Predicate<Throwable> suits) {
        int depth = 0;
        for (Throwable link = failure; link != null && depth < DEEPEST; link = link.getCause()) {
            if (suits.test(link)) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
