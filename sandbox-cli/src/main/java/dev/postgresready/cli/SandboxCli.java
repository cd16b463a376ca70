package dev.postgresready.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code sandbox} command. */
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
public final class SandboxCli {

    private SandboxCli() {}

    /** Run one command of this process and end it with the command's exit code. */
    public static void main(String[] arguments) {
        Session session = Session.ofProcess();
        session.interruption().watch();
        int code = run(session, arguments);
        session.interruption().commandEnded();
        System.exit(code);
    }

    static int run(Session session, String... arguments) {
        int code = commandLine(session).execute(arguments);
        session.terminal().out().flush();
        session.terminal().err().flush();
        return session.interruption().requested() ? ExitCode.INTERRUPTED : code;
    }

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new SandboxCli());
        subcommands(session).forEach(command -> line.addSubcommand(line(command)));
        Failures failures = new Failures(session);
        return line.setOut(session.terminal().out())
                .setErr(session.terminal().err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(session.terminal().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(session.terminal().width())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static CommandLine line(SandboxCommand command) {
        // what follows the command to run is that command's own
        CommandLine line = new CommandLine(command).setStopAtPositional(command instanceof RunCommand);
        command.parts().forEach(part -> line.addSubcommand(line(part)));
        return line;
    }

    private static List<SandboxCommand> subcommands(Session session) {
        return List.of(
                new UpCommand(session),
                new DownCommand(session),
                new StatusCommand(session),
                new EnvCommand(session),
                new RunCommand(session),
                new MatrixCommand(session),
                new SqlCommand(session),
                new DoctorCommand(session),
                new ExplainCommand(session),
                new VerifyCommand(session),
                new MigrateCommand(session),
                new SeedCommand(session),
                new ResetCommand(session),
                new LogsCommand(session),
                new ExtensionCommand(session),
                new GcCommand(session),
                new CompletionCommand(session));
    }
}
