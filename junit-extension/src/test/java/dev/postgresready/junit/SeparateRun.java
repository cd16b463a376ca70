package dev.postgresready.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A run in a JVM of its own, with its own directory and environment, as a build tool would start one. */
final class SeparateRun {

    /** What such a run printed. */
    record Output(String out, String err) {}

    private SeparateRun() {}

    static Output of(Class<?> testCase, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        return of(testCase, directory, environment, System.getProperty("java.class.path"));
    }

    /** As {@link #of(Class, Path, Map)}, with these roots before the others of the class path. */
    static Output with(List<Path> roots, Class<?> testCase, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        String before = roots.stream().map(root -> root + File.pathSeparator).collect(Collectors.joining());
        return of(testCase, directory, environment, before + System.getProperty("java.class.path"));
    }

    /** As {@link #of(Class, Path, Map)}, on another class path. */
    static Output of(Class<?> testCase, Path directory, Map<String, String> environment, String classPath)
            throws IOException, InterruptedException {
        return of(List.of(testCase), directory, environment, classPath);
    }

    /** As {@link #of(Class, Path, Map)}, one after the other. */
    static Output all(Path directory, Map<String, String> environment, Class<?>... testCases)
            throws IOException, InterruptedException {
        return of(List.of(testCases), directory, environment, System.getProperty("java.class.path"));
    }

    private static Output of(
            List<Class<?>> testCases, Path directory, Map<String, String> environment, String classPath)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                SeparateRun.class.getName()));
        testCases.forEach(testCase -> words.add(testCase.getName()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.start().waitFor();
        return new Output(Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    public static void main(String[] testCases) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            Launcher launcher = session.getLauncher();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(Arrays.stream(testCases)
                                    .map(testCase -> selectClass(testCase))
                                    .toList())
                            .build(),
                    listener);
        }
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8), 50);
        System.out.print("succeeded " + summary.getTestsSucceededCount() + ", failed " + summary.getTotalFailureCount()
                + ", skipped containers " + summary.getContainersSkippedCount());
    }
}
