package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.request.Locations;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.SandboxState;
import dev.postgresready.request.SeedSource;
import dev.postgresready.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads data into the running sandbox. */
@Command(
        name = "seed",
        description = {
            "Load data into this project's running Postgres, each file all or nothing.",
            "A dataset of another size needs an empty database: sandbox down --purge, then sandbox up --seed SIZE."
        })
public final class SeedCommand extends SandboxCommand {

    @Parameters(
            paramLabel = "SIZE|FILE",
            arity = "1..*",
            description = "A size of the fixture's dataset; .sql or .csv files.")
    List<String> seeds = new ArrayList<>();

    public SeedCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        HostFacts facts = facts();
        Locations locations = new Locations(session.directory(), facts.project());
        List<SeedSource> sources =
                seeds.stream().map(SeedSource::parse).map(locations::seed).toList();
        Sandbox sandbox = Sandbox.of(facts, progress());
        SandboxState state = running(sandbox);
        sandbox.seed(state, sources);
        if (options().json()) {
            print(Json.document("seeded", seeds));
        } else {
            out().println("loaded " + String.join(", ", seeds));
        }
        return ExitCode.OK;
    }
}
