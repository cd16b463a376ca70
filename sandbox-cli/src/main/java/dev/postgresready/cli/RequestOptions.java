package dev.postgresready.cli;

import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.request.SeedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which database is wanted. */
final class RequestOptions {

    @Option(names = "--postgres", paramLabel = "VERSION", description = "Major version: 14 to 18 (default: 17).")
    Optional<String> version = Optional.empty();

    @Option(names = "--fixture", paramLabel = "NAME", description = "A bundled fixture: schema and data.")
    Optional<String> fixture = Optional.empty();

    @Option(
            names = "--migrations",
            paramLabel = "LOCATION",
            split = ",",
            description =
                    "Directory with migrations, or classpath:LOCATION; may be repeated (default: where this project has them).")
    List<String> migrations = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "SIZE|FILE",
            split = ",",
            description = "tiny, small, medium, large or a number of users; or .sql and .csv files; may be repeated.")
    List<String> seeds = new ArrayList<>();

    @Option(
            names = "--extension",
            paramLabel = "NAME",
            split = ",",
            description = "Extension that the database must have, such as vector or pg_trgm; may be repeated.")
    List<String> extensions = new ArrayList<>();

    @Option(names = "--database", paramLabel = "NAME", description = "Name of the database and prefix of its roles.")
    Optional<String> database = Optional.empty();

    @Option(names = "--provider", paramLabel = "NAME", description = "The only provider to use.")
    Optional<String> provider = Optional.empty();

    /** The request; paths are the caller's, so they are taken from where the caller stands. */
    PostgresRequest request(Path directory, Path project) {
        PostgresRequest.Builder request = PostgresRequest.builder();
        version.ifPresent(text -> request.version(PostgresVersion.parse(text)));
        fixture.ifPresent(name -> request.fixture(FixtureCatalog.named(name).name()));
        database.ifPresent(request::database);
        provider.ifPresent(name -> request.provider(ProviderKind.parse(name)));
        Locations locations = new Locations(directory, project);
        migrations.forEach(text -> request.migrations(locations.migrations(MigrationSource.parse(text))));
        seeds.forEach(text -> request.seed(locations.seed(SeedSource.parse(text))));
        extensions.forEach(request::extension);
        return request.build();
    }
}
