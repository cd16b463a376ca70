package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.sandbox.Sandbox;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how to connect. */
@Command(
        name = "env",
        description = {
            "Print the variables that lead to this project's running Postgres.",
            "Example: eval \"$(sandbox env --format shell)\""
        })
public final class EnvCommand extends SandboxCommand {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "dotenv, shell, json, jdbc or spring (default: dotenv).")
    public EnvFormat format = EnvFormat.DOTENV;

    @Option(names = "--role", paramLabel = "ROLE", description = "app, owner or readonly (default: app).")
    public String role = "app";

    public EnvCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        DatabaseRole wanted = DatabaseRole.parse(role);
        ConnectionInfo info = Sandbox.connectionInfo(running(lookup()), wanted);
        PipeNotice.tell(info, err());
        EnvFormat chosen = options.json ? EnvFormat.JSON : format;
        Map<String, String> variables = chosen.variables(info);
        out().println(chosen.render(variables));
        return ExitCode.OK;
    }
}
