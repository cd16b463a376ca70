package dev.postgresready.cli.session;

import dev.postgresready.sql.NotUtf8Exception;
import dev.postgresready.sql.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes files that options name: whatever is wrong with one is a mistake of the call. Stateless. */
public final class NamedFile {

    private NamedFile() {}

    /**
     * Read its text.
     *
     * @param whereNone what to do where there is no such file
     */
    public static String read(Path file, String whereNone) {
        refuseDirectory(file);
        try {
            return Utf8Text.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + file, whereNone);
        } catch (NotUtf8Exception e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " is not UTF-8: " + e.getMessage(),
                    "convert it, as by " + e.conversion(file.toString()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + file + ": " + e, "let this account read it, or name another file");
        }
    }

    /** Refuse one that cannot be written, before the work that it is to tell of. */
    public static void checkWritable(Path file) {
        refuseDirectory(file);
        Path directory = file.resolveSibling("");
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "there is no directory " + directory + " for " + file, "mkdir -p " + directory);
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw unwritable(file, "this account may not");
        }
    }

    /** Write it anew. */
    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw unwritable(file, e.toString());
        }
    }

    private static void refuseDirectory(Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + " is a directory", "name a file in it");
        }
    }

    private static CommandFailure unwritable(Path file, String why) {
        return new CommandFailure(
                ExitCode.USAGE,
                "cannot write " + file + ": " + why,
                "let this account write there, or name a file elsewhere");
    }
}
