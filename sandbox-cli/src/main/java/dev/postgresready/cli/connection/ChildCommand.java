package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.host.Environment;
import dev.postgresready.process.Command;
import dev.postgresready.process.Liveness;
import dev.postgresready.process.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user's on our terminal.
 *
 * @param without names of variables that it does not inherit
 */
public record ChildCommand(List<String> words, Path directory, Map<String, String> variables, List<String> without) {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    /** The terminal has told the command already what it tells us; a signal to us alone has not reached it. */
    private static final Duration OWN_ACCORD = Duration.ofMillis(500);

    private static final Duration ASKED = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);

    /** Run it to its end; an interrupt ends it and everything below it. */
    public int run() {
        Process process = start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private Process start() {
        try {
            return ProcessRunner.inherit(new Command(words, directory, variables), without);
        } catch (IOException e) {
            String program = words.get(0);
            throw exists(program)
                    ? new CommandFailure(
                            NOT_EXECUTABLE,
                            "cannot run " + program + ": " + e.getMessage(),
                            "make it executable: chmod +x " + program)
                    : new CommandFailure(
                            NOT_FOUND, "cannot run " + program + ": not found", "correct the name, or install it");
        }
    }

    /** The system's own answer says "permission denied" also for directories of the PATH that we may not enter. */
    private boolean exists(String program) {
        if (program.contains("/")) {
            return Files.exists(directory.resolve(program));
        }
        String path = Environment.current().variable("PATH").orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(entry -> Files.exists(Path.of(entry).resolve(program)));
    }

    /** What is below it is collected first: when it is gone, nobody knows that they were its own. */
    private static void end(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        try {
            if (!process.waitFor(OWN_ACCORD.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                process.waitFor(ASKED.toMillis(), TimeUnit.MILLISECONDS);
            }
            below.forEach(ProcessHandle::destroy);
            awaitEnd(below);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessRunner.killTree(process.toHandle());
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        long deadline = System.nanoTime() + ASKED.toNanos();
        while (processes.stream().anyMatch(Liveness::alive) && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
        }
    }
}
