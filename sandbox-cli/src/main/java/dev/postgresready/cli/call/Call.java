package dev.postgresready.cli.call;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.CommonOptions;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.nio.file.Files;
import java.util.Optional;

/** A call of the command line. The parser of options is another class, which the plainest calls do without. */
public final class Call {

    /** The encoding of the locale C, as a JVM calls it. */
    private static final String ASCII = "ANSI_X3.4-1968";

    private static final char UNREADABLE = '\uFFFD';

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
        String lost = lost(session, arguments);
        if (!lost.isEmpty()) {
            return unread(session, lost, arguments);
        }
        try {
            Optional<SandboxCommand> plain = PlainCall.of(session, arguments);
            return plain.isPresent() ? executed(session, plain.get()) : CommandParser.execute(session, arguments);
        } catch (Error e) {
            return new Failures(session).tell(e, arguments);
        }
    }

    /** What a locale without letters beyond ASCII has kept us from reading; the launcher gives us another where there is one. */
    private static String lost(Session session, String... arguments) {
        if (!ASCII.equals(
                session.environment().systemProperty("sun.jnu.encoding").orElse(""))) {
            return "";
        }
        for (String argument : arguments) {
            if (argument.indexOf(UNREADABLE) >= 0) {
                return "the argument " + argument;
            }
        }
        return Files.isDirectory(session.directory()) ? "" : "the name of the directory " + session.directory();
    }

    private static int unread(Session session, String what, String... arguments) {
        CommonOptions options = new CommonOptions();
        for (String argument : arguments) {
            options.takes(argument);
        }
        CommandFailure failure = new CommandFailure(
                ExitCode.USAGE,
                what + " cannot be read: it has letters that the encoding of this locale, " + ASCII + ", lacks",
                "name a locale with UTF-8, such as LC_ALL=C.UTF-8 sandbox ...; locale -a lists those that are installed");
        return new Failures(session).tell(failure, options);
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
