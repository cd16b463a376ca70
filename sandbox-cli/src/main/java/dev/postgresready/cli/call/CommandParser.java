package dev.postgresready.cli.call;

import dev.postgresready.cli.backup.BackupCommand;
import dev.postgresready.cli.backup.DrillCommand;
import dev.postgresready.cli.backup.RestoreCommand;
import dev.postgresready.cli.connection.EnvCommand;
import dev.postgresready.cli.connection.RunCommand;
import dev.postgresready.cli.doctor.DoctorCommand;
import dev.postgresready.cli.doctor.ExplainCommand;
import dev.postgresready.cli.extension.ExtensionCommand;
import dev.postgresready.cli.matrix.MatrixCommand;
import dev.postgresready.cli.sandbox.DownCommand;
import dev.postgresready.cli.sandbox.GcCommand;
import dev.postgresready.cli.sandbox.LogsCommand;
import dev.postgresready.cli.sandbox.MigrateCommand;
import dev.postgresready.cli.sandbox.ResetCommand;
import dev.postgresready.cli.sandbox.SeedCommand;
import dev.postgresready.cli.sandbox.StatusCommand;
import dev.postgresready.cli.sandbox.UpCommand;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.sql.SqlCommand;
import dev.postgresready.cli.verify.VerifyCommand;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Reads every call that is not a plain one, and runs its command. */
@Command(
        name = "sandbox",
        description = "A real Postgres for this project: migrated, seeded, and gone when you say so.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 ok, 1 findings, 2 usage, 3 no Postgres, 4 migration failed, 5 seed failed,",
            "            6 refused by a safety guard, 70 internal error, 130 interrupted (after clean-up)."
        })
public final class CommandParser {

    /** Each by the name in its annotation, in the order of the help. */
    private static final Map<String, Function<Session, SandboxCommand>> COMMANDS = commands();

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private CommandParser() {}

    static int execute(Session session, String... arguments) {
        CommandLine line = commandLine(session, named(arguments));
        return line.execute(meant(line, arguments));
    }

    /** The words without those that ask for help, which the parser would give without a look at a command that is none. */
    private static String[] meant(CommandLine line, String... arguments) {
        CommandLine command = line;
        for (String word : arguments) {
            if (word.startsWith("-") || !namesOnly(command)) {
                return arguments;
            }
            CommandLine part = command.getSubcommands().get(word);
            if (part == null) {
                return Arrays.stream(arguments)
                        .filter(option -> !HELP.contains(option))
                        .toArray(String[]::new);
            }
            command = part;
        }
        return arguments;
    }

    /** Whether the next word can be nothing but the name of a part. */
    private static boolean namesOnly(CommandLine command) {
        return !command.getSubcommands().isEmpty()
                && command.getCommandSpec().positionalParameters().isEmpty();
    }

    /** Parse with all commands. */
    public static CommandLine commandLine(Session session) {
        return commandLine(session, COMMANDS.keySet());
    }

    static Set<String> names() {
        return COMMANDS.keySet();
    }

    /** Reading the options of a command takes milliseconds, so a call that names its command first is read with that alone. */
    private static Set<String> named(String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0]) ? Set.of(arguments[0]) : COMMANDS.keySet();
    }

    private static CommandLine commandLine(Session session, Set<String> names) {
        CommandLine line = new CommandLine(new CommandParser());
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                line.addSubcommand(line(command.apply(session)));
            }
        });
        Failures failures = new Failures(session);
        // no word is a file of arguments: what follows the command to run is that command's own
        return line.setExpandAtFiles(false)
                .setOut(session.terminal().exactly())
                .setErr(session.terminal().err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(session.terminal().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(session.terminal().width())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static CommandLine line(SandboxCommand command) {
        CommandLine line = new CommandLine(command).setStopAtPositional(command instanceof RunCommand);
        command.parts().forEach(part -> line.addSubcommand(line(part)));
        return line;
    }

    private static Map<String, Function<Session, SandboxCommand>> commands() {
        Map<String, Function<Session, SandboxCommand>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand::new);
        commands.put("down", DownCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("env", EnvCommand::new);
        commands.put("run", RunCommand::new);
        commands.put("matrix", MatrixCommand::new);
        commands.put("sql", SqlCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("seed", SeedCommand::new);
        commands.put("reset", ResetCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("drill", DrillCommand::new);
        commands.put("logs", LogsCommand::new);
        commands.put("extension", ExtensionCommand::new);
        commands.put("gc", GcCommand::new);
        commands.put("completion", CompletionCommand::new);
        return Collections.unmodifiableMap(commands);
    }
}
