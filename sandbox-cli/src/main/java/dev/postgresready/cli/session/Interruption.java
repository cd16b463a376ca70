package dev.postgresready.cli.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the working thread, and gives it time to clean up before the process
 * ends with {@link ExitCode#INTERRUPTED}. Waits that no interrupt reaches are broken off in the way that is named for them.
 */
public final class Interruption {

    private static final int PATIENCE_SECONDS = 60;

    /** How often a wait is broken off: it may only be about to begin. */
    private static final int ATTEMPTS = 5;

    private final Thread worker;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile @Nullable Runnable breakOff;

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

    /**
     * From here on there is nothing to clean up, and what is waited for notices no interrupt but this, which another thread
     * runs, maybe more than once.
     */
    public void breakOffBy(Runnable action) {
        breakOff = action;
    }

    /** From here on nothing is under way, and what is waited for notices no interrupt: the process ends at once. */
    public void endAtOnce() {
        // no lambda: it would be the first of many a command
        breakOffBy(new Runnable() {
            @Override
            public void run() {
                commandEnded();
            }
        });
    }

    /** From here on an interrupt is noticed, or there is something to clean up. */
    public void endByInterrupt() {
        breakOff = null;
    }

    /** Break off what is waited for now, and go on with the command. */
    public void breakOff() {
        Runnable action = breakOff;
        if (action != null) {
            action.run();
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
            if (brokenOff() || ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is no more to wait for: the command is over, or it waits on, with nothing to clean up. */
    private boolean brokenOff() throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Runnable action = breakOff;
            if (action == null) {
                return false;
            }
            action.run();
            if (ended.await(1, TimeUnit.SECONDS)) {
                return true;
            }
        }
        return true;
    }
}
