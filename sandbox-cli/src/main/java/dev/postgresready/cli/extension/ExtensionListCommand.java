package dev.postgresready.cli.extension;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.Overlay;
import dev.postgresready.plan.BundledExtensions;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.sandbox.AddedExtensions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the extensions that the embedded binaries can make. */
@Command(name = "list", description = "List what the embedded binaries were given, and what they bring.")
final class ExtensionListCommand extends SandboxCommand {

    @Option(names = "--postgres", paramLabel = "VERSION", description = "Only those for a major version.")
    Optional<String> version = Optional.empty();

    ExtensionListCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Optional<PostgresVersion> wanted = version.map(PostgresVersion::parse);
        List<Overlay> overlays = AddedExtensions.of(facts()).list(wanted);
        PostgresVersion bundled = wanted.orElse(PostgresVersion.DEFAULT);
        if (options().json()) {
            Map<String, Object> document = Json.document(
                    "added", overlays.stream().map(ExtensionText::json).toList());
            document.put("bundled", Map.of(bundled.toString(), List.copyOf(BundledExtensions.of(bundled))));
            print(document);
            return ExitCode.OK;
        }
        if (overlays.isEmpty()) {
            err().println("nothing was added yet; see sandbox extension add --help");
        }
        overlays.forEach(overlay -> out().println(ExtensionText.text(overlay)));
        out().println("in the embedded binaries of " + bundled + ": "
                + String.join(" ", BundledExtensions.of(bundled)));
        return ExitCode.OK;
    }
}
