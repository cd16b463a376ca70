package dev.postgresready.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Milliseconds by name of the way they were reached, printed as a table of medians and ratios to the first. */
final class Samples {

    /** The property that names the file which results are added to. */
    static final String RESULTS = "benchmarks.results";

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    Samples() {}

    /** Of ways that are known beforehand: they stand in the table in this order. */
    Samples(Collection<String> ways) {
        ways.forEach(way -> byName.put(way, new ArrayList<>()));
    }

    void add(String name, double millis) {
        byName.computeIfAbsent(name, first -> new ArrayList<>()).add(millis);
    }

    /** Print the table under a title; what stands before its colon is the name of the results. */
    void print(String title) {
        System.out.println(title);
        System.out.println(machine());
        double base = median(byName.values().iterator().next());
        System.out.println("| way | n | median ms | p90 | p99 | x first |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        byName.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                values.size(),
                median(values),
                quantile(values, 0.9),
                quantile(values, 0.99),
                median(values) / base));
        if (System.getProperty(RESULTS) != null) {
            save(Path.of(System.getProperty(RESULTS)), title);
        }
    }

    private void save(Path file, String title) {
        List<String> lines = new ArrayList<>();
        byName.forEach((name, values) -> lines.add(String.format(
                Locale.ROOT,
                "%s\t%s\t%d\t%.2f\t%.2f\t%s",
                title,
                name,
                values.size(),
                median(values),
                quantile(values, 0.9),
                machine())));
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double quantile(String name, double share) {
        return quantile(byName.getOrDefault(name, List.of()), share);
    }

    private static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", JDK " + System.getProperty("java.version") + ", load "
                + String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
