package dev.postgresready.cli;

import dev.postgresready.cli.connection.EnvCommand;
import dev.postgresready.cli.connection.EnvFormat;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The plainest calls of the commands that scripts call most, read without the parser: building it takes longer than
 * these commands do. Whatever else is written, right or wrong, is the parser's.
 */
final class PlainCall {

    private static final String JSON = "--json";
    private static final Set<String> PROJECT = Set.of("-C", "--project");
    private static final String FORMAT = "--format";
    private static final String ROLE = "--role";
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9.-]*";

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
            if (!seen.add(name) || !(name.equals(JSON) ? takesJson() : rest.hasNext() && takes(name, rest.next()))) {
                return false;
            }
        }
        return true;
    }

    private boolean takesWord(String word) {
        if (command instanceof SqlCommand sql) {
            return takes(sql, word);
        }
        return command instanceof ExplainCommand explain && takes(explain, word);
    }

    private static boolean takes(ExplainCommand explain, String code) {
        if (explain.code.isPresent() || !code.matches(CODE)) {
            return false;
        }
        explain.code = Optional.of(code);
        return true;
    }

    private static boolean takes(SqlCommand sql, String word) {
        if (word.equals("--csv") && !sql.csv) {
            sql.csv = true;
            return true;
        }
        boolean statement = sql.script.text.isEmpty() && begins(word);
        if (statement) {
            sql.script.text = Optional.of(word);
        }
        return statement;
    }

    /** Whether it is a statement; what begins otherwise may be an option, a file of arguments, or quoted. */
    private static boolean begins(String word) {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        return first == '(' || first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z';
    }

    private boolean takesJson() {
        command.options.json = true;
        return true;
    }

    private boolean takes(String name, String value) {
        if (!value.matches("[A-Za-z0-9_/.][^\"']*")) {
            return false;
        }
        if (name.equals("--project")) {
            command.options.project = Optional.of(Path.of(value));
            return true;
        }
        if (command instanceof SqlCommand sql && name.equals(ROLE)) {
            sql.target.role = Optional.of(value);
            return true;
        }
        return command instanceof EnvCommand env && takes(env, name, value);
    }

    private static boolean takes(EnvCommand env, String name, String value) {
        if (name.equals(ROLE)) {
            env.role = value;
            return true;
        }
        Optional<EnvFormat> format = Arrays.stream(EnvFormat.values())
                .filter(known -> known.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst();
        format.ifPresent(known -> env.format = known);
        return name.equals(FORMAT) && format.isPresent();
    }
}
