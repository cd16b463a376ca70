package dev.postgresready.cli.call;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.util.Optional;

/** A call of the command line. The parser of options is another class, which the plainest calls do without. */
public final class Call {

    private Call() {}

    /** Run the command that was called; returns its exit code. */
    public static int run(Session session, String... arguments) {
        int code = answered(session, arguments);
        String unwritten = session.terminal().flush();
        if (session.interruption().requested()) {
            return ExitCode.INTERRUPTED;
        }
        return unwritten.isEmpty() ? code : lost(session, code, unwritten);
    }

    private static int answered(Session session, String... arguments) {
        try {
            Optional<SandboxCommand> plain = PlainCall.of(session, arguments);
            return plain.isPresent() ? executed(session, plain.get()) : CommandParser.execute(session, arguments);
        } catch (Error e) {
            return new Failures(session).tell(e, arguments);
        }
    }

    /** Say that the result is not whole; a command that failed keeps its own exit code. */
    private static int lost(Session session, int code, String why) {
        session.terminal().err().println("error: cannot write the result: " + why);
        return code == ExitCode.OK ? ExitCode.USAGE : code;
    }

    private static int executed(Session session, SandboxCommand command) {
        try {
            return command.call();
        } catch (Exception e) {
            return new Failures(session).tell(e, command.options());
        }
    }
}
