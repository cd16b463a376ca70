package dev.postgresready.cli.extension;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about extensions that the embedded binaries lack. */
@Command(
        name = "extension",
        description = {
            "Give the embedded binaries extensions that they lack, such as pgvector.",
            "A request then names them: sandbox up --extension vector, or @PostgresReady(extensions = \"vector\")."
        })
public final class ExtensionCommand extends SandboxCommand {

    public ExtensionCommand(Session session) {
        super(session);
    }

    @Override
    public List<SandboxCommand> parts() {
        return List.of(
                new ExtensionAddCommand(session),
                new ExtensionListCommand(session),
                new ExtensionRemoveCommand(session));
    }

    @Override
    public Integer call() {
        throw new CommandFailure(
                ExitCode.USAGE, "what shall be done with extensions?", "sandbox extension add, list or remove");
    }
}
