package dev.postgresready.cli.doctor;

import dev.postgresready.cli.connection.ChildCommand;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.Environment;
import dev.postgresready.host.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command of ours again, in a JVM of its own to which the kernel denies what was named. */
record Simulation(Session session, HostFacts facts) {

    static final String OPTION = "--simulate";
    private static final String LIST = "list";
    /** By its name, as it stands in the room above. */
    private static final String ENTRY = "dev.postgresready.cli.SandboxCli";

    /** The code of the command as it ends under these denials. */
    int run(String denials, List<String> arguments) {
        CageProgram cage = CageProgram.unpack(facts);
        if (denials.equals(LIST)) {
            session.terminal().out().print(cage.list());
            return ExitCode.OK;
        }
        cage.confirm(denials);
        session.terminal().err().println("simulating " + denials + ": what follows happens under real denials");
        session.terminal().out().flush();
        session.terminal().err().flush();
        List<String> words = new ArrayList<>(List.of(cage.file().toString(), "-d", denials, "--"));
        words.addAll(ourselves(session.environment()));
        words.addAll(withoutOption(arguments));
        return new ChildCommand(
                        words, session.directory(), session.environment().variables(), List.of())
                .run();
    }

    private static List<String> ourselves(Environment environment) {
        List<String> words = new ArrayList<>();
        words.add(property(environment, "java.home") + "/bin/java");
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        environment.systemProperties().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("postgres.ready."))
                .map(Simulation::definition)
                .forEach(words::add);
        words.addAll(List.of("-cp", property(environment, "java.class.path"), ENTRY));
        return words;
    }

    private static String definition(Map.Entry<String, String> property) {
        return "-D" + property.getKey() + "=" + property.getValue();
    }

    private static String property(Environment environment, String name) {
        return environment
                .systemProperty(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INTERNAL,
                        name + " is not set, so no second JVM can be started",
                        "use the JDK's java"));
    }

    private static List<String> withoutOption(List<String> arguments) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(OPTION)) {
                i++;
            } else if (!arguments.get(i).startsWith(OPTION + "=")) {
                rest.add(arguments.get(i));
            }
        }
        return rest;
    }
}
