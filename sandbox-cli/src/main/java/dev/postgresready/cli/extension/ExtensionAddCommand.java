package dev.postgresready.cli.extension;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.sandbox.AddedExtensions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes extensions out of packages. */
@Command(
        name = "add",
        description = {
            "Take the extensions out of a package, check that they fit this machine, and keep them in the cache.",
            "Example: apt-get download postgresql-17-pgvector",
            "         sandbox extension add postgresql-17-pgvector_*.deb"
        })
final class ExtensionAddCommand extends SandboxCommand {

    @Option(
            names = "--postgres",
            paramLabel = "VERSION",
            description = "Major version that it was built for (default: as the package says).")
    Optional<String> version = Optional.empty();

    @Parameters(
            paramLabel = "PACKAGE",
            arity = "1..*",
            description = "A .deb file, a tar archive (plain, .gz or .xz), or a directory.")
    List<Path> packages = new ArrayList<>();

    ExtensionAddCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        AddedExtensions extensions = AddedExtensions.of(facts());
        Optional<PostgresVersion> wanted = version.map(PostgresVersion::parse);
        List<AddedExtensions.Added> added =
                packages.stream().map(file -> add(extensions, file, wanted)).toList();
        if (options().json()) {
            print(Json.document(
                    "added",
                    added.stream().map(one -> ExtensionText.json(one.overlay())).toList()));
        } else {
            added.forEach(this::tell);
        }
        return ExitCode.OK;
    }

    private AddedExtensions.Added add(AddedExtensions extensions, Path file, Optional<PostgresVersion> wanted) {
        Path source = session.directory().resolve(file).normalize();
        if (!Files.exists(source)) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + source, "correct the path");
        }
        if (!Files.isReadable(source)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + source, "let this account read it, or name another file");
        }
        try {
            return extensions.add(source, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take extensions from " + source, e);
        }
    }

    private void tell(AddedExtensions.Added added) {
        out().println((added.before() ? "was there already: " : "added ") + ExtensionText.text(added.overlay()));
        added.overlay()
                .repaired()
                .forEach(symbol -> out().println("  made to load with this machine's older glibc: " + symbol));
    }
}
