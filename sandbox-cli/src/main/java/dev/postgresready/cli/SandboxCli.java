package dev.postgresready.cli;

import dev.postgresready.cli.call.Call;
import dev.postgresready.cli.session.Session;

/** The {@code sandbox} command. */
public final class SandboxCli {

    private SandboxCli() {}

    /** Run one command of this process and end it with the command's exit code. */
    public static void main(String[] arguments) {
        Session session = Session.ofProcess();
        session.interruption().watch();
        int code;
        try {
            code = Call.run(session, arguments);
        } finally {
            session.interruption().commandEnded();
        }
        System.exit(code);
    }
}
