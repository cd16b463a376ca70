package dev.postgresready.cli;

import dev.postgresready.host.HostFacts;
import dev.postgresready.plan.Placement;
import dev.postgresready.plan.Planner;
import dev.postgresready.provision.docker.DockerSweep;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.sandbox.CacheSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Removes what crashes left behind. */
@Command(
        name = "gc",
        description = "Remove what crashes left in the cache: throw-away servers, and data of projects that are gone.")
final class GcCommand extends SandboxCommand {

    GcCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HostFacts facts = facts();
        Optional<Placement> placement =
                Planner.plan(PostgresRequest.builder().build(), facts).placement();
        if (placement.isEmpty()) {
            throw new CommandFailure(ExitCode.NO_POSTGRES, "there is no cache directory here", "sandbox doctor");
        }
        try {
            tell(placement.get().cache(), CacheSweep.sweep(placement.get()), DockerSweep.sweep(facts.docker()));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sweep " + placement.get().cache(), e);
        }
    }

    private void tell(Path cache, CacheSweep.Swept swept, DockerSweep.Swept docker) {
        if (options.json) {
            Map<String, Object> document = Json.document("cache", cache.toString());
            document.put("servers", swept.servers());
            document.put(
                    "sandboxes", swept.sandboxes().stream().map(Path::toString).toList());
            document.put("containers", docker.containers());
            document.put("images", docker.images());
            print(document);
            return;
        }
        out().println("removed " + swept.servers() + " abandoned servers and "
                + swept.sandboxes().size() + " data directories of projects that are gone, in " + cache);
        swept.sandboxes().forEach(path -> out().println("  " + path));
        if (docker.containers() + docker.images() > 0) {
            out().println("removed " + docker.containers() + " abandoned containers and " + docker.images()
                    + " old prepared images from the container engine");
        }
    }
}
