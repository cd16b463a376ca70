package dev.postgresready.cli.connection;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.host.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The variables that lead a Spring application to a database, whatever else is set. Where nobody has set them it may have
 * a place of its own for ours, so that they are replaced and never added.
 */
public final class SpringVariables {

    private static final String REPLACED = "note: set for another database, so replaced by this one's: ";

    private SpringVariables() {}

    /** Replace those in the environment that lead to another database, all of them together, and tell which these are. */
    public static void redirect(
            Map<String, String> variables, ConnectionInfo info, Environment environment, Consumer<String> told) {
        Map<String, String> ours = EnvFormat.springVariables(info);
        List<String> others = new ArrayList<>();
        ours.forEach((name, value) ->
                environment.variable(name).filter(set -> !set.equals(value)).ifPresent(set -> others.add(name)));
        if (!others.isEmpty()) {
            variables.putAll(ours);
            told.accept(REPLACED + String.join(", ", others));
        }
    }

    /** The same as a line for a POSIX shell, which knows its own variables best. */
    static String redirection(ConnectionInfo info) {
        Map<String, String> ours = EnvFormat.springVariables(info);
        String set = ours.keySet().stream().map(name -> "${" + name + "-}").collect(Collectors.joining());
        String assigned = ours.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + EnvFormat.quoted(entry.getValue()))
                .collect(Collectors.joining(" "));
        return "case " + set + " in '' | " + EnvFormat.quoted(String.join("", ours.values())) + ") ;; *) echo "
                + EnvFormat.quoted(REPLACED + String.join(", ", ours.keySet())) + " >&2; export " + assigned
                + " ;; esac";
    }
}
