package dev.postgresready.cli;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.util.Optional;

/** The {@code sandbox} command. The parser of options is another class, which the plainest calls do without. */
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
        Optional<SandboxCommand> plain = PlainCall.of(session, arguments);
        int code = plain.isPresent() ? executed(session, plain.get()) : CommandParser.execute(session, arguments);
        session.terminal().out().flush();
        session.terminal().err().flush();
        return session.interruption().requested() ? ExitCode.INTERRUPTED : code;
    }

    private static int executed(Session session, SandboxCommand command) {
        try {
            return command.call();
        } catch (Exception e) {
            return new Failures(session).tell(e, command.options);
        }
    }
}
