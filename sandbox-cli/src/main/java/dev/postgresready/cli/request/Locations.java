package dev.postgresready.cli.request;

import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.SeedSource;
import java.nio.file.Path;

/** Turns locations relative to where the caller stands into those relative to the project, which requests use. */
public record Locations(Path directory, Path project) {

    private static final String CLASSPATH = "classpath:";

    MigrationSource migrations(MigrationSource source) {
        return source.kind() == MigrationSource.Kind.CLASSPATH
                ? source
                : MigrationSource.directory(inProject(source.location()));
    }

    public SeedSource seed(SeedSource source) {
        return source instanceof SeedSource.SeedFile file && !file.location().startsWith(CLASSPATH)
                ? new SeedSource.SeedFile(inProject(file.location()))
                : source;
    }

    private String inProject(String location) {
        Path absolute = directory.resolve(location).toAbsolutePath().normalize();
        return absolute.startsWith(project) ? project.relativize(absolute).toString() : absolute.toString();
    }
}
