package dev.postgresready.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The script that starts the command line, in a home of its own; its Maven is a script that has a jar of the classes here. */
record Launcher(Path home) {

    static Launcher in(Path home) throws IOException {
        Launcher launcher = new Launcher(home);
        Files.createDirectories(home.resolve("sandbox-cli/src/main"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("../sandbox"), home.resolve("sandbox"));
        Files.createDirectories(home.resolve("made/lib"));
        Path manifest = Files.writeString(home.resolve("made/manifest"), "Class-Path: " + launcher.classPath() + "\n");
        launcher.jar("cfm", "made/sandbox.jar", manifest.toString());
        Path maven = Files.writeString(home.resolve("bin/mvn"), """
                #!/bin/sh
                echo built >>built
                sleep 1
                mkdir -p sandbox-cli/target/lib
                cp made/lib/* sandbox-cli/target/lib
                cp made/sandbox.jar sandbox-cli/target/sandbox.jar
                """);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        return launcher;
    }

    Path target() {
        return home.resolve("sandbox-cli/target");
    }

    /** Call it, standing in a directory. */
    ProcessResult run(Path directory, String... words) {
        return run(directory, Map.of(), words);
    }

    /** The same, with more variables. */
    ProcessResult run(Path directory, Map<String, String> more, String... words) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                home.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home")));
        variables.putAll(more);
        return called(directory, variables, words);
    }

    /** Call it where no java can be found, so that only what the script knows by itself is told. */
    ProcessResult withoutJava(Path directory, Map<String, String> more, String... words) throws IOException {
        Path bin = Files.createDirectories(home.resolve("few"));
        for (String name : List.of("cat", "find", "stty", "dirname", "readlink")) {
            Path program = bin.resolve(name);
            if (!Files.exists(program)) {
                Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + name + " \"$@\"\n");
                assertThat(program.toFile().setExecutable(true)).isTrue();
            }
        }
        Map<String, String> variables = new HashMap<>(Map.of("PATH", bin.toString(), "JAVA_HOME", ""));
        variables.putAll(more);
        return called(directory, variables, words);
    }

    /** Have a shell run a script in a directory, whose {@code $0} is the launcher. */
    ProcessResult shell(Path directory, String script) {
        return run(
                directory,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of("/bin/sh", "-c", script, home.resolve("sandbox").toString()));
    }

    private ProcessResult called(Path directory, Map<String, String> variables, String... words) {
        List<String> all =
                new ArrayList<>(List.of("/bin/sh", home.resolve("sandbox").toString()));
        all.addAll(List.of(words));
        return run(directory, variables, all);
    }

    private static ProcessResult run(Path directory, Map<String, String> variables, List<String> words) {
        return ProcessRunner.run(new Command(words, directory, variables), Duration.ofMinutes(2));
    }

    /** All that is on the class path here, as jars beside each other; a JVM archives nothing from directories. */
    private String classPath() throws IOException {
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry).toAbsolutePath();
            String name = names.size() + ".jar";
            if (Files.isRegularFile(from)) {
                Files.copy(from, home.resolve("made/lib").resolve(name));
                names.add("lib/" + name);
            } else if (Files.isDirectory(from)) {
                jar("cf", "made/lib/" + name, "-C", from.toString(), ".");
                names.add("lib/" + name);
            }
        }
        // lines of a manifest are short, and go on after a blank
        return String.join(" ", names).replaceAll("(?<=\\G.{50})", "\n ");
    }

    private void jar(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "jar").toString());
        words.addAll(List.of(arguments));
        assertThat(run(home, Map.of(), words).exitCode()).isZero();
    }
}
