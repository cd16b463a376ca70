package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.Sandbox;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the sandbox. */
@Command(
        name = "down",
        description = {
            "Stop this project's Postgres and keep its data; with --purge remove all of it.",
            "Where nothing runs it says so and succeeds."
        })
public final class DownCommand extends SandboxCommand {

    @Option(names = "--purge", description = "Remove .sandbox/ and all data.")
    boolean purge;

    public DownCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        Sandbox sandbox = Sandbox.of(facts(), progress());
        Optional<SandboxState> remote =
                sandbox.remembered().filter(state -> state.remote().isPresent());
        boolean there = Files.isDirectory(sandbox.path());
        boolean stopped = sandbox.down(purge);
        if (options().json()) {
            Map<String, Object> document = Json.document("stopped", stopped);
            document.put("purged", purge && there);
            print(document);
        } else {
            out().println(remote.map(state -> purge ? "removed " + state.place() : "its server is not ours to stop")
                            .orElse(stopped ? "stopped" : "nothing was running")
                    + (purge ? removed(sandbox, there) : kept(sandbox)));
        }
        return ExitCode.OK;
    }

    private static String removed(Sandbox sandbox, boolean there) {
        return there
                ? "; removed " + sandbox.path()
                : " or kept in " + sandbox.path().getParent();
    }

    private static String kept(Sandbox sandbox) {
        return sandbox.remembered()
                .map(state -> "; its data is kept in " + state.place())
                .orElse(" in " + sandbox.path().getParent());
    }
}
