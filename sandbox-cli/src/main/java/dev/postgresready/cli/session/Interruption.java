package dev.postgresready.cli.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the working thread, and gives it time to clean up before the process
 * ends with {@link ExitCode#INTERRUPTED}.
 */
public final class Interruption {

    private static final int PATIENCE_SECONDS = 60;

    private final Thread worker;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    public Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Act when this JVM is told to end. */
    public void watch() {
        // no lambda: it would be the first of many a command
        Runtime.getRuntime().addShutdownHook(new Thread("sandbox-interruption") {
            @Override
            public void run() {
                interruptAndWait();
            }
        });
    }

    public boolean requested() {
        return requested;
    }

    /** Go no further where an end was asked for: a wait for the server would not notice an interrupt. */
    public void check() {
        if (requested) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    /** Say that the command is over, so that the end of the JVM is the ordinary one. */
    public void commandEnded() {
        ended.countDown();
    }

    void interruptAndWait() {
        if (ended.getCount() == 0) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
