package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.DatabaseUrl;
import dev.postgresready.host.Configuration;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.Setting;
import dev.postgresready.plan.Placement;
import dev.postgresready.plan.Planner;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.sandbox.CacheSweep;
import dev.postgresready.sandbox.ContainerSweep;
import dev.postgresready.sandbox.RemoteSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what crashes left behind. */
@Command(
        name = "gc",
        description = {
            "Remove what crashes and projects that are gone left in the cache, and what was not used for long.",
            "That is throw-away servers, data of projects and clusters of binaries; and of what runs keep for the next",
            "all that is older than --unused-days.",
            "On a remote server remove databases and schemas of ours whose lease is over, and templates of no use."
        })
public final class GcCommand extends SandboxCommand {

    @Option(
            names = "--url",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "URL",
            description = {
                "Sweep the server of a URL too; without a URL that of POSTGRES_READY_URL, DATABASE_URL or DB_HOST.",
                "Default: that of POSTGRES_READY_URL, where it is set."
            })
    Optional<String> url = Optional.empty();

    @Option(
            names = "--unused-days",
            paramLabel = "DAYS",
            description =
                    "Remove templates and what else is kept that was not used for so many days (default: ${DEFAULT-VALUE}).",
            defaultValue = "7")
    int unusedDays = 7;

    public GcCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HostFacts facts = facts();
        if (unusedDays < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--unused-days is " + unusedDays, "give a number of days, 0 or more");
        }
        Optional<DatabaseUrl> server = server(facts);
        Map<String, Object> document = Json.document("cache", cache(facts).toString());
        local(facts, document);
        containers(facts, document);
        server.ifPresent(there -> remote(there, document));
        if (options().json()) {
            print(document);
        }
        return ExitCode.OK;
    }

    private Optional<DatabaseUrl> server(HostFacts facts) {
        Optional<DatabaseUrl> configured = facts.configuration()
                .value(Setting.URL)
                .map(Configuration.Value::text)
                .map(text -> DatabaseVariables.parse(text, facts.environment()));
        if (url.isEmpty()) {
            return configured;
        }
        Optional<DatabaseUrl> there = url.filter(text -> !text.isEmpty())
                .map(text -> DatabaseVariables.parse(text, facts.environment()))
                .or(() -> configured)
                .or(() -> DatabaseVariables.read(facts.environment()).map(DatabaseVariables.Named::url));
        if (there.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--url has no value, and the environment names no database", "give a URL");
        }
        return there;
    }

    private static Path cache(HostFacts facts) {
        return placement(facts).cache();
    }

    private static Placement placement(HostFacts facts) {
        return Planner.plan(PostgresRequest.builder().build(), facts)
                .placement()
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NO_POSTGRES, "there is no cache directory here", "sandbox doctor"));
    }

    private void local(HostFacts facts, Map<String, Object> document) {
        Placement placement = placement(facts);
        try {
            CacheSweep.Swept swept = CacheSweep.sweep(placement, Duration.ofDays(unusedDays));
            document.put("servers", swept.servers());
            document.put("sandboxes", texts(swept.sandboxes()));
            document.put("known", texts(swept.known()));
            document.put("clusters", texts(swept.clusters()));
            document.put("binaries", texts(swept.binaries()));
            say("removed " + swept.servers() + " abandoned servers, "
                    + swept.sandboxes().size() + " data directories of projects that are gone, "
                    + swept.known().size() + " kept servers, "
                    + swept.clusters().size() + " clusters and "
                    + swept.binaries().size() + " unpacked Postgres of no use, in " + placement.cache() + " and "
                    + placement.servers().resolveSibling(""));
            Stream.of(swept.sandboxes(), swept.known(), swept.clusters(), swept.binaries())
                    .flatMap(List::stream)
                    .forEach(path -> say("  " + path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sweep " + placement.cache(), e);
        }
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private void containers(HostFacts facts, Map<String, Object> document) {
        ContainerSweep.Swept swept = ContainerSweep.sweep(facts.docker());
        document.put("containers", swept.containers());
        document.put("images", swept.images());
        document.put("containerSandboxes", swept.sandboxes());
        if (swept.containers() + swept.images() + swept.sandboxes() > 0) {
            say("removed " + swept.containers() + " abandoned containers, " + swept.sandboxes()
                    + " sandboxes of projects that are gone and " + swept.images()
                    + " old prepared images from the container engine");
        }
    }

    private void remote(DatabaseUrl there, Map<String, Object> document) {
        RemoteSweep.Swept swept = RemoteSweep.sweep(there, Duration.ofDays(unusedDays));
        document.put("url", there.toString());
        document.put("databases", swept.databases());
        document.put("schemas", swept.schemas());
        document.put("templates", swept.templates());
        say("removed " + swept.databases().size() + " databases, "
                + swept.schemas().size() + " schemas and "
                + swept.templates().size() + " templates of ours, at " + there);
        Stream.of(swept.databases(), swept.schemas(), swept.templates())
                .flatMap(List::stream)
                .forEach(name -> say("  " + name));
    }

    private void say(String line) {
        if (!options().json()) {
            out().println(line);
        }
    }
}
