package dev.postgresready.cli.matrix;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessRunner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user's whose output goes to a file, and from there to whoever listens, as it comes.
 *
 * @param without names of variables that it does not inherit
 */
record RecordedCommand(List<String> words, Path directory, Map<String, String> variables, List<String> without) {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final Duration ASKED = Duration.ofSeconds(10);

    /** Run it to its end; an interrupt ends it and everything below it. */
    int run(Path output, MatrixLines lines) throws IOException, InterruptedException {
        Process process;
        try {
            process = ProcessRunner.record(new Command(words, directory, variables), output, without);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot run " + words.get(0) + ": " + e.getMessage());
        }
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                pass(file, lines);
            }
            boolean more = true;
            while (more) {
                more = pass(file, lines);
            }
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    /** Pass on the whole lines that have come; the last may still be on its way. Tells whether there may be more. */
    private static boolean pass(RandomAccessFile file, MatrixLines lines) throws IOException {
        long start = file.getFilePointer();
        byte[] bytes = new byte[(int) Math.min(file.length() - start, MOST_AT_ONCE)];
        file.readFully(bytes);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().forEach(lines::say);
        file.seek(start + whole);
        return whole > 0;
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(ASKED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessRunner.killTree(process.toHandle());
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
