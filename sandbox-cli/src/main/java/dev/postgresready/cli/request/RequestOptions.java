package dev.postgresready.cli.request;

import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.ProviderKind;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which database is wanted. */
public final class RequestOptions {

    @Option(names = "--postgres", paramLabel = "VERSION", description = "Major version: 14 to 18 (default: 17).")
    Optional<String> version = Optional.empty();

    @Mixin
    DatabaseOptions content = new DatabaseOptions();

    @Option(names = "--provider", paramLabel = "NAME", description = "The only provider to use.")
    Optional<String> provider = Optional.empty();

    /** Whether any of them was given. */
    public boolean askForAnything() {
        return version.isPresent() || provider.isPresent() || content.askForAnything();
    }

    /** The request; paths are the caller's, so they are taken from where the caller stands. */
    public PostgresRequest request(Path directory, Path project) {
        PostgresRequest.Builder request = PostgresRequest.builder();
        version.ifPresent(text -> request.version(PostgresVersion.parse(text)));
        provider.ifPresent(name -> request.provider(ProviderKind.parse(name)));
        content.fill(request, new Locations(directory, project));
        return request.build();
    }
}
