package dev.postgresready.junit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A report file that all JVMs of a run add to, each when it ends. What an earlier run left there is replaced. */
record SharedReport(Path file, RunIdentity run) {

    private static final String RUN = "run";
    private static final Object HERE = new Object();

    /** Add what this JVM has to report; whoever reads meanwhile sees a whole file. */
    void add(JsonObject report, Function<JsonObject, String> text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        synchronized (HERE) {
            try (FileChannel channel = FileChannel.open(
                    file.resolveSibling("report.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel);
                Optional<JsonObject> earlier = earlier();
                JsonObject all = earlier.isPresent() ? ReportSum.of(earlier.get(), report) : report.deepCopy();
                all.addProperty(RUN, run.parent());
                replace(text.apply(all));
            }
        }
    }

    /** Until the channel is closed. Where the file system has no locks, of two that end at once one may be lost. */
    private static Optional<FileLock> lock(FileChannel channel) {
        try {
            return Optional.of(channel.lock());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What other JVMs of this run have reported. */
    private Optional<JsonObject> earlier() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Instant written = Files.getLastModifiedTime(file).toInstant();
        try {
            JsonObject there = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            boolean ours = there.has(RUN) && run.shares(there.remove(RUN).getAsString(), written);
            return ours ? Optional.of(there) : Optional.empty();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return Optional.empty(); // no report of ours
        }
    }

    private void replace(String text) throws IOException {
        Path draft = file.resolveSibling("report." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(draft, text);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
