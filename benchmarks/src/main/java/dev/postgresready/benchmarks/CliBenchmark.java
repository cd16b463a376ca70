package dev.postgresready.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whole commands of the {@code sandbox} script, beside psql's shortest, and a start beside pg_tmp's where it is installed. */
final class CliBenchmark {

    /** What goes on after a start is nobody else's to wait for: pg_tmp makes its next cluster in the background. */
    private static final int AFTERMATH_MILLIS = 2_500;

    private CliBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Rounds.of(arguments, 11);
        Places places = Places.inMemory();
        Path project = Files.createDirectory(places.root().resolve("project"));
        String sandbox = Path.of("sandbox").toAbsolutePath().toString();
        Map<String, String> variables = new HashMap<>(places.variables());
        try {
            String url = firstLine(List.of(sandbox, "up"), variables, project).substring("DATABASE_URL=".length());
            Map<String, List<String>> ways = new LinkedHashMap<>();
            ways.put("psql -c 'select 1'", List.of("psql", "-X", "-d", url, "-c", "select 1"));
            ways.put(
                    "java -version, with the same flags (floor)",
                    List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseG1GC",
                            "-XX:-UsePerfData",
                            "-version"));
            for (String command : List.of("status", "env", "up", "logs", "explain PGR-ROOT", "sql", "--help")) {
                List<String> words = new ArrayList<>(List.of(sandbox));
                words.addAll(List.of(command.split(" ")));
                if (command.equals("sql")) {
                    words.add("select 1");
                }
                ways.put("sandbox " + command + (command.equals("up") ? ", running" : ""), words);
            }
            Samples samples = new Samples();
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                    double millis = Children.wholeLife(way.getValue(), variables, project);
                    if (round >= 0) {
                        samples.add(way.getKey(), millis);
                    }
                }
            }
            samples.print("cli: whole commands");
            start(sandbox, variables, project, Math.max(3, rounds));
        } finally {
            Children.wholeLife(List.of(sandbox, "down", "--purge"), variables, project);
            Children.delete(places.root());
        }
    }

    /** From the command to its URL, on data that is there: the sandbox's own, and the one that pg_tmp keeps ready. */
    private static void start(String sandbox, Map<String, String> variables, Path project, int rounds)
            throws IOException, InterruptedException {
        Optional<Path> peer = onPath("pg_tmp");
        if (peer.isEmpty()) {
            System.out.println("pg_tmp is not on the PATH (package ephemeralpg): a start was not compared with it");
        }
        Samples samples = new Samples();
        for (int round = -1; round < rounds; round++) {
            Children.wholeLife(List.of(sandbox, "down"), variables, project);
            Thread.sleep(AFTERMATH_MILLIS);
            double ours = untilUrl(List.of(sandbox, "up"), variables, project);
            Thread.sleep(AFTERMATH_MILLIS);
            double theirs = peer.isEmpty() ? 0 : untilUrl(asOrdinaryUser(peer.get()), variables, Path.of("/tmp"));
            if (round >= 0) {
                samples.add("sandbox up, after down", ours);
                if (peer.isPresent()) {
                    samples.add("pg_tmp", theirs);
                }
            }
        }
        samples.print("cli-start: a server is up and its URL printed");
    }

    /** Postgres does not start as root. */
    private static List<String> asOrdinaryUser(Path program) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        }
        words.addAll(List.of(program.toString(), "-t", "-w", "5"));
        return words;
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static double untilUrl(List<String> words, Map<String, String> variables, Path directory)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        firstLine(words, variables, directory);
        return Children.millisSince(start);
    }

    private static String firstLine(List<String> words, Map<String, String> variables, Path directory)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException(
                        String.join(" ", words) + " printed nothing, exit code " + process.waitFor());
            }
            return line;
        }
    }
}
