package dev.postgresready.cli.extension;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.Overlay;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.sandbox.AddedExtensions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes extensions that were added. */
@Command(
        name = "remove",
        description = {
            "Remove extensions that were added, by name or by the id that list shows.",
            "Stop the sandboxes that use them first: a running server still reads their files."
        })
final class ExtensionRemoveCommand extends SandboxCommand {

    @Option(names = "--postgres", paramLabel = "VERSION", description = "Only those for a major version.")
    Optional<String> version = Optional.empty();

    @Parameters(paramLabel = "NAME", description = "An extension, or the id of a package that was added.")
    String name = "";

    ExtensionRemoveCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        AddedExtensions extensions = AddedExtensions.of(facts());
        List<Overlay> all = extensions.list(version.map(PostgresVersion::parse));
        List<Overlay> meant = all.stream()
                .filter(overlay ->
                        overlay.id().equals(name) || overlay.extensions().containsKey(name))
                .toList();
        if (meant.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "nothing called " + name + " was added; there is "
                            + (all.isEmpty()
                                    ? "nothing"
                                    : all.stream().map(Overlay::id).collect(Collectors.joining(", "))),
                    "sandbox extension list");
        }
        try {
            extensions.remove(meant);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + name, e);
        }
        if (options().json()) {
            print(Json.document(
                    "removed", meant.stream().map(ExtensionText::json).toList()));
        } else {
            meant.forEach(overlay -> out().println("removed " + ExtensionText.text(overlay)));
        }
        return ExitCode.OK;
    }
}
