package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Does a new JVM wait longer where the server that is kept has many templates? And do leases, where several JVMs share
 * it? Each template has migrations of its own, and is made by an earlier JVM.
 */
public final class KeptBenchmark {

    private static final List<Integer> TEMPLATES = List.of(1, 10, 100);
    private static final List<Integer> FORKS = List.of(1, 2, 4);
    private static final int LEASES = 40;
    private static final long TEST_MILLIS = 50;
    /** A server waits for two seconds whether somebody comes. */
    private static final long END_MILLIS = 3_500;

    private final Places places;
    private final int rounds;

    private KeptBenchmark(Places places, int rounds) {
        this.places = places;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Places places = Places.inMemory();
        try {
            new KeptBenchmark(places, Rounds.of(arguments, 9)).measure();
        } finally {
            Children.delete(places.root());
        }
    }

    private void measure() throws IOException, InterruptedException {
        System.out.println(Samples.machine());
        System.out.println(
                "| templates | from main to the first answer, the server is started p50 ms | it still runs p50 |");
        System.out.println("|---:|---:|---:|");
        int there = 0;
        for (int templates : TEMPLATES) {
            for (; there < templates; there++) {
                write(there);
            }
            ended(child("make", places.root().resolve("said"), templates));
            System.out.println(start(templates));
        }
        System.out.println("| JVMs at once | first lease p50 ms | later p50 | later p99 |");
        System.out.println("|---:|---:|---:|---:|");
        for (int forks : FORKS) {
            System.out.println(crowd(forks));
        }
    }

    private void write(int template) throws IOException {
        Path directory = Files.createDirectories(migrations(places.root(), template));
        Files.writeString(
                directory.resolve("V1__things.sql"), "create table things_" + template + " (id bigint primary key);\n");
    }

    private static Path migrations(Path root, int template) {
        return root.resolve("migrations").resolve(Integer.toString(template));
    }

    private String start(int templates) throws IOException, InterruptedException {
        Samples samples = new Samples();
        Path said = places.root().resolve("said");
        for (int round = 0; round < rounds; round++) {
            Thread.sleep(END_MILLIS);
            for (String way : List.of("started", "runs")) {
                ended(child("once", said, round * 7 % templates));
                samples.add(way, numbers(said).get(0));
            }
        }
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %.0f |",
                templates,
                samples.quantile("started", 0.5),
                samples.quantile("runs", 0.5));
    }

    private String crowd(int forks) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 0; round < Math.max(1, rounds / 3); round++) {
            List<Process> children = new ArrayList<>();
            for (int fork = 0; fork < forks; fork++) {
                children.add(child("leases", places.root().resolve("said-" + fork), fork));
            }
            for (Process child : children) {
                ended(child);
            }
            for (int fork = 0; fork < forks; fork++) {
                List<Double> waits = numbers(places.root().resolve("said-" + fork));
                samples.add("first", waits.get(0));
                waits.subList(1, waits.size()).forEach(millis -> samples.add("later", millis));
            }
        }
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %.1f | %.1f |",
                forks,
                samples.quantile("first", 0.5),
                samples.quantile("later", 0.5),
                samples.quantile("later", 0.99));
    }

    private Process child(String what, Path said, int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Children.java(
                        Child.class, places.properties(), what, places.root().toString(), Integer.toString(number)))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(Children.CLASS_PATH, System.getProperty("java.class.path"));
        return builder.start();
    }

    private static void ended(Process child) throws InterruptedException {
        if (child.waitFor() != 0) {
            throw new IllegalStateException("a child ended with exit code " + child.exitValue());
        }
    }

    private static List<Double> numbers(Path said) throws IOException {
        return Files.readAllLines(said).stream().map(Double::valueOf).toList();
    }

    /** A JVM that uses the kept server, and says how long it waited. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws SQLException, InterruptedException {
            long start = System.nanoTime();
            Path root = Path.of(arguments[1]);
            int number = Integer.parseInt(arguments[2]);
            try (PostgresFixtures fixtures = PostgresFixtures.create()) {
                switch (arguments[0]) {
                    case "make" -> {
                        for (int template = 0; template < number; template++) {
                            fixtures.open(request(root, template)).close();
                        }
                    }
                    case "once" -> asked(fixtures, request(root, number), start, 0);
                    default -> {
                        asked(fixtures, request(root, number), start, TEST_MILLIS);
                        for (int lease = 0; lease < LEASES; lease++) {
                            asked(fixtures, request(root, number), System.nanoTime(), TEST_MILLIS);
                        }
                    }
                }
            }
        }

        private static PostgresRequest request(Path root, int template) {
            return PostgresRequest.builder()
                    .provider(ProviderKind.EMBEDDED)
                    .migrations(MigrationSource.parse(migrations(root, template).toString()))
                    .build();
        }

        private static void asked(PostgresFixtures fixtures, PostgresRequest request, long start, long test)
                throws SQLException, InterruptedException {
            try (ReadyDatabase database = fixtures.open(request);
                    Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from pg_class")) {
                row.next();
                System.out.println(Children.millisSince(start));
                Thread.sleep(test);
            }
        }
    }
}
