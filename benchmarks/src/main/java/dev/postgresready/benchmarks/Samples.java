package dev.postgresready.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Milliseconds by name of the way they were reached, printed as a table of medians and ratios to the first. */
final class Samples {

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double millis) {
        byName.computeIfAbsent(name, first -> new ArrayList<>()).add(millis);
    }

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
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                .getSystemLoadAverage());
    }
}
