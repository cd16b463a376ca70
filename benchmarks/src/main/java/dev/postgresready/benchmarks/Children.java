package dev.postgresready.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes that are measured from outside: the time up to the line by which each says that it is there. */
final class Children {

    /** What a child prints first; the number behind it is what it measured itself, in milliseconds. */
    static final String SAYS = "measured ";

    /** Where a JVM looks for the class path; as an argument it would drown every message. */
    static final String CLASS_PATH = "CLASSPATH";

    private Children() {}

    /** Times of one child: as seen from outside, from its start to its word, and as it says itself. */
    record Times(double outside, double inside) {}

    /** A JVM of its own for a main class of this module. */
    static List<String> java(Class<?> main, List<String> properties, String... arguments) {
        List<String> words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        words.addAll(properties);
        words.add(main.getName());
        words.addAll(List.of(arguments));
        return words;
    }

    /** Run a child to its end. */
    static Times run(List<String> words, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put(CLASS_PATH, System.getProperty("java.class.path"));
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        double outside = -1;
        double inside = -1;
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SAYS)) {
                    outside = millisSince(start);
                    inside = Double.parseDouble(line.substring(SAYS.length()));
                }
                said.append(line).append('\n');
            }
        }
        if (process.waitFor() != 0 || outside < 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
        }
        return new Times(outside, inside);
    }

    /** Run a program to its end, its words thrown away. */
    static double wholeLife(List<String> words, Map<String, String> variables, Path directory)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        double millis = millisSince(start);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with exit code " + code);
        }
        return millis;
    }

    /** Run a program to its end, its words shown. */
    static void shown(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put(CLASS_PATH, System.getProperty("java.class.path"));
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with exit code " + code);
        }
    }

    /** Say what was measured since a moment. */
    static void say(long start) {
        System.out.println(SAYS + millisSince(start));
        System.out.flush();
    }

    static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** Remove a directory of a benchmark, where it is. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
