package dev.postgresready.cli.call;

import dev.postgresready.cli.connection.EnvFormat;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for a shell: bash, zsh or fish.",
            "Example: source <(sandbox completion bash)"
        })
final class CompletionCommand extends SandboxCommand {

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    String shell = "";

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        CommandLine line = CommandParser.commandLine(session);
        switch (shell.toLowerCase(Locale.ROOT)) {
            case "bash", "zsh" -> session.terminal().forPrograms().print(AutoComplete.bash("sandbox", line));
            case "fish" -> session.terminal().forPrograms().print(fish(line));
            default ->
                throw new CommandFailure(ExitCode.USAGE, "there is no completion for " + shell, "bash, zsh or fish");
        }
        return ExitCode.OK;
    }

    private static String fish(CommandLine line) {
        StringBuilder script = new StringBuilder("complete -c sandbox -f\n");
        line.getSubcommands().forEach((name, subcommand) -> {
            CommandSpec spec = subcommand.getCommandSpec();
            script.append("complete -c sandbox -n __fish_use_subcommand -a ").append(name);
            script.append(" -d ")
                    .append(described(spec.usageMessage().description()))
                    .append('\n');
            spec.options().forEach(option -> script.append(option(name, option)));
        });
        return script.toString();
    }

    private static String option(String command, OptionSpec option) {
        String longest = option.longestName();
        String kind = longest.startsWith("--") ? " -l " + longest.substring(2) : " -s " + longest.substring(1);
        return "complete -c sandbox -n '__fish_seen_subcommand_from " + command + "'" + kind
                + (option.arity().max() > 0 ? " -r" : "") + " -d " + described(option.description()) + "\n";
    }

    private static String described(String... description) {
        String first = description.length == 0 ? "" : description[0];
        return EnvFormat.quoted(first.replace("%n", " "));
    }
}
