package dev.postgresready.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "The project to work for (default: the current directory).")
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    Optional<Path> project = Optional.empty();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--stacktrace", description = "Print the stack trace of an error.")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
