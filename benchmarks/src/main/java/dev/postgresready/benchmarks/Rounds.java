package dev.postgresready.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How often things are measured, and where to. */
final class Rounds {

    private Rounds() {}

    static int of(String[] arguments, int usual) {
        return arguments.length > 0 ? Integer.parseInt(arguments[0]) : usual;
    }

    /** Properties for a JVM that goes on with this one's results. */
    static List<String> passedOn(List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        String results = System.getProperty(Samples.RESULTS);
        if (results != null) {
            all.add("-D" + Samples.RESULTS + "=" + results);
        }
        return all;
    }
}
