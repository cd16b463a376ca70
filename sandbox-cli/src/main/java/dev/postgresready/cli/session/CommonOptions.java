package dev.postgresready.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions implements PlainOptions {

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "The project to work for (default: the current directory).")
    private Optional<Path> project = Optional.empty();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--stacktrace", description = "Print the stack trace of an error.")
    private boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    Optional<Path> project() {
        return project;
    }

    public boolean json() {
        return json;
    }

    public boolean stacktrace() {
        return stacktrace;
    }

    @Override
    public boolean takes(String word) {
        boolean taken = word.equals("--json");
        json |= taken;
        return taken;
    }

    @Override
    public boolean takes(String name, String value) {
        boolean taken = name.equals("--project");
        if (taken) {
            project = Optional.of(Path.of(value));
        }
        return taken;
    }
}
