package dev.postgresready.cli;

import dev.postgresready.cli.call.Call;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Session;

/** The {@code sandbox} command. */
public final class SandboxCli {

    private SandboxCli() {}

    /** Run one command of this process and end it with the command's exit code. */
    public static void main(String[] arguments) {
        Session session = Session.ofProcess();
        session.interruption().watch();
        int code = Call.run(session, arguments);
        session.interruption().commandEnded();
        // A JVM that is told to exit waits 300 ms for the thread in which it waits for a server that we leave running.
        if (code != ExitCode.OK || !alone()) {
            System.exit(code);
        }
    }

    /** Whether this JVM ends by itself with this thread. */
    private static boolean alone() {
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(threads);
        boolean alone = count < threads.length;
        for (int i = 0; i < count; i++) {
            alone &= threads[i] == Thread.currentThread() || threads[i].isDaemon();
        }
        return alone;
    }
}
