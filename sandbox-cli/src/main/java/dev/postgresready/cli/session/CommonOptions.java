package dev.postgresready.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "The project to work for (default: the current directory).")
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Optional<Path> project = Optional.empty();

    @Option(names = "--json", description = "Print the result as JSON.")
    public boolean json;

    @Option(names = "--stacktrace", description = "Print the stack trace of an error.")
    public boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
