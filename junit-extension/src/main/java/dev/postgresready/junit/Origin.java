package dev.postgresready.junit;

import dev.postgresready.request.FixtureExtensions;
import dev.postgresready.request.FixtureName;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.SeedSize;
import dev.postgresready.request.SeedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the database of a test was made from.
 *
 * @param request as the test asked for it
 * @param serverVersion of the server that it was made on
 */
record Origin(PostgresRequest request, String serverVersion) {

    /** In a few words. */
    String data() {
        if (request.fixture().isEmpty()) {
            return "migrations " + request.migrations() + seeds(request.seeds().stream());
        }
        String fixture = "fixture " + request.fixture().get()
                + (request.without().isEmpty() ? "" : " without " + String.join(", ", request.without()));
        return written()
                ? fixture + ", its rows as they are written" + seeds(files())
                : fixture + seeds(data(request.seeds())) + ", clock " + SeedSource.Dataset.CLOCK;
    }

    /** The rows of a fixture that is wrong on purpose are the same at every size. */
    private boolean written() {
        return request.fixture()
                .map(FixtureName::parse)
                .filter(FixtureName::twin)
                .isPresent();
    }

    private static Stream<SeedSource> data(List<SeedSource> seeds) {
        return seeds.isEmpty() ? Stream.of(SeedSource.dataset(SeedSize.TINY)) : seeds.stream();
    }

    private Stream<SeedSource> files() {
        return request.seeds().stream().filter(seed -> !(seed instanceof SeedSource.Dataset));
    }

    private static String seeds(Stream<SeedSource> seeds) {
        return seeds.map(seed -> ", " + seed).collect(Collectors.joining());
    }

    /** The command that makes such a database. */
    String command() {
        List<String> words = new ArrayList<>(List.of("sandbox up"));
        version(words);
        request.fixture().ifPresent(fixture -> {
            words.add("--fixture " + fixture);
            request.without().forEach(part -> words.add("--without " + part));
            (written() ? files() : request.seeds().stream()).forEach(seed -> words.add("--seed " + option(seed)));
        });
        List<String> builtUpon = request.fixture()
                .map(FixtureExtensions::of)
                .orElse(FixtureExtensions.NONE)
                .without(request.without());
        request.extensions().stream()
                .filter(name -> !builtUpon.contains(name))
                .forEach(name -> words.add("--extension " + name));
        return String.join(" ", words);
    }

    /** Unless a sandbox would have it anyway. */
    private void version(List<String> words) {
        Stream.of(PostgresVersion.values())
                .filter(version -> serverVersion.matches(version + "\\b.*"))
                .filter(version ->
                        version != PostgresVersion.DEFAULT || request.version().isPresent())
                .forEach(version -> words.add("--postgres " + version));
    }

    private static String option(SeedSource seed) {
        return seed instanceof SeedSource.Dataset dataset
                ? Integer.toString(dataset.size().users())
                : seed.toString();
    }
}
