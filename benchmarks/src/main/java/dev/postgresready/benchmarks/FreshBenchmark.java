package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of main in a new JVM to the first answer of a migrated database. */
final class FreshBenchmark {

    static final String ATTACH = "attach to a running server (floor)";
    static final String BY_HAND = "start one by hand and attach, nothing else (floor)";
    static final String COPY_BY_HAND = "the same, and a copy of a database (floor)";
    static final String KNOWN_BY_HAND = "the same, of these very migrations and nobody else's (floor)";

    private FreshBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Places places = Places.inMemory();
        try {
            fresh(places, Rounds.of(arguments, 15));
        } finally {
            Children.delete(places.root());
        }
    }

    private static void fresh(Places places, int rounds) throws IOException, InterruptedException {
        PostgresRequest request = PostgresRequest.builder()
                .provider(ProviderKind.EMBEDDED)
                .migrations(MigrationSource.parse("classpath:" + Once.MIGRATIONS))
                .build();
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase running = fixtures.open(request)) {
            Map<String, List<String>> ways = new LinkedHashMap<>();
            ways.put("ours", List.of("our-database"));
            ways.put("zonky and Flyway", List.of("zonky-database"));
            ways.put(ATTACH, List.of("attach", running.connectionInfo().jdbcUrl()));
            inside(places, List.of("our-database"));
            ByHand byHand = ByHand.migrated(places);
            ways.put(BY_HAND, byHand.words("by-hand"));
            ways.put(COPY_BY_HAND, byHand.words("by-hand-copy"));
            ways.put(KNOWN_BY_HAND, byHand.words("by-hand-known"));
            Samples samples = new Samples();
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                    double millis = inside(places, way.getValue());
                    if (round >= 0) {
                        samples.add(way.getKey(), millis);
                    }
                }
            }
            samples.print("fresh: from main to the first answer of a migrated database");
        }
    }

    static double inside(Places places, List<String> words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(words);
        return Children.run(
                        Children.java(Once.class, places.properties(), arguments.toArray(new String[0])),
                        Side.of(words.get(0)).classPath())
                .inside();
    }
}
