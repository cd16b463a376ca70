package dev.postgresready.cli.connection;

import dev.postgresready.host.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The locale of our caller, where the launcher gave us another one so that no letter is lost; commands of the caller's get it. */
public final class CallerLocale {

    /** Set by the launcher script: what LC_ALL was. */
    private static final String PROPERTY = "postgres.ready.cli.locale";

    private static final String NONE = "-";

    private static final String VARIABLE = "LC_ALL";

    private final Optional<String> before;

    private CallerLocale(Optional<String> before) {
        this.before = before;
    }

    public static CallerLocale of(Environment environment) {
        return new CallerLocale(environment.systemProperty(PROPERTY));
    }

    /** Put it among the variables of a command. */
    public void restore(Map<String, String> variables) {
        before.filter(locale -> !locale.equals(NONE)).ifPresent(locale -> variables.put(VARIABLE, locale));
    }

    /** What a command does not inherit: these, and a locale that the caller has not. */
    public List<String> without(List<String> names) {
        List<String> all = new ArrayList<>(names);
        if (before.filter(NONE::equals).isPresent()) {
            all.add(VARIABLE);
        }
        return all;
    }
}
