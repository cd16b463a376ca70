package dev.postgresready.cli.request;

import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.SeedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what is in a database, whichever server it is on. */
public final class DatabaseOptions {

    @Option(
            names = "--fixture",
            paramLabel = "NAME",
            description = "A bundled fixture: schema and data; metaextract+rls adds row-level security.")
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

    @Option(
            names = "--without",
            paramLabel = "PART",
            split = ",",
            description = "Optional part of the fixture to leave out, such as vector; may be repeated.")
    List<String> without = new ArrayList<>();

    @Option(names = "--database", paramLabel = "NAME", description = "Name of the database and prefix of its roles.")
    Optional<String> database = Optional.empty();

    /** Whether any of them was given. */
    boolean askForAnything() {
        return fixture.isPresent()
                || database.isPresent()
                || !migrations.isEmpty()
                || !seeds.isEmpty()
                || !extensions.isEmpty()
                || !without.isEmpty();
    }

    /** Ask for what was given. */
    public void fill(PostgresRequest.Builder request, Locations locations) {
        fixture.ifPresent(name -> request.fixture(FixtureCatalog.named(name).name()));
        database.ifPresent(request::database);
        migrations.forEach(text -> request.migrations(locations.migrations(MigrationSource.parse(text))));
        seeds.forEach(text -> request.seed(locations.seed(SeedSource.parse(text))));
        extensions.forEach(request::extension);
        without.forEach(request::without);
    }
}
