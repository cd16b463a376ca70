package dev.postgresready.cli.matrix;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the tasks of a matrix, so many at a time; an interrupt ends all of them. */
record MatrixRuns(Session session, int jobs) {

    private static final int PATIENCE_SECONDS = 50;

    /** The outcomes, in the order of the tasks. */
    List<MatrixOutcome> run(List<MatrixTask> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<MatrixOutcome>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task::run)));
            List<MatrixOutcome> outcomes = new ArrayList<>();
            for (Future<MatrixOutcome> run : running) {
                outcomes.add(run.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a run of the matrix ended without an outcome", e);
        } finally {
            end(threads);
        }
    }

    /** Nothing of a run is left when this returns: each ends its command and gives its database back. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
