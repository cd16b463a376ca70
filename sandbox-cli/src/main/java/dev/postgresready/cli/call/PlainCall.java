package dev.postgresready.cli.call;

import dev.postgresready.cli.connection.EnvCommand;
import dev.postgresready.cli.doctor.ExplainCommand;
import dev.postgresready.cli.sandbox.LogsCommand;
import dev.postgresready.cli.sandbox.StatusCommand;
import dev.postgresready.cli.sandbox.UpCommand;
import dev.postgresready.cli.session.PlainOptions;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.sql.SqlCommand;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plainest calls of the commands that scripts call most, read without the parser: building it takes longer than
 * these commands do. Whatever else is written, right or wrong, is the parser's.
 */
final class PlainCall {

    private static final Set<String> PROJECT = Set.of("-C", "--project");

    private final SandboxCommand command;
    private final Set<String> seen = new HashSet<>();

    private PlainCall(SandboxCommand command) {
        this.command = command;
    }

    /** The command with its options set; empty where the parser must look at them. */
    static Optional<SandboxCommand> of(Session session, String... arguments) {
        if (arguments.length == 0) {
            return Optional.empty();
        }
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        Optional<SandboxCommand> command = named(session, arguments[0]);
        return command.isPresent() && new PlainCall(command.get()).takes(options) ? command : Optional.empty();
    }

    private static Optional<SandboxCommand> named(Session session, String name) {
        return switch (name) {
            case "status" -> Optional.of(new StatusCommand(session));
            case "env" -> Optional.of(new EnvCommand(session));
            case "up" -> Optional.of(new UpCommand(session));
            case "logs" -> Optional.of(new LogsCommand(session));
            case "sql" -> Optional.of(new SqlCommand(session));
            case "explain" -> Optional.of(new ExplainCommand(session));
            default -> Optional.empty();
        };
    }

    private boolean takes(List<String> options) {
        Iterator<String> rest = options.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (takesWord(option)) {
                continue;
            }
            String name = PROJECT.contains(option) ? "--project" : option;
            if (!seen.add(name) || !(command.options().takes(name) || (rest.hasNext() && takes(name, rest.next())))) {
                return false;
            }
        }
        return true;
    }

    private boolean takesWord(String word) {
        return command instanceof PlainOptions own && own.takes(word);
    }

    private boolean takes(String name, String value) {
        if (!value.matches("[A-Za-z0-9_/.][^\"']*")) {
            return false;
        }
        return command.options().takes(name, value) || (command instanceof PlainOptions own && own.takes(name, value));
    }
}
