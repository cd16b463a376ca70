package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.PlainOptions;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.sandbox.Sandbox;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how to connect. */
@Command(
        name = "env",
        description = {
            "Print the variables that lead to this project's running Postgres.",
            "Example: eval \"$(sandbox env --format shell)\""
        })
public final class EnvCommand extends SandboxCommand implements PlainOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "dotenv, shell, json, jdbc or spring (default: dotenv).")
    EnvFormat format = EnvFormat.DOTENV;

    @Option(names = "--role", paramLabel = "ROLE", description = "app, owner or readonly (default: app).")
    String role = "app";

    public EnvCommand(Session session) {
        super(session);
    }

    @Override
    public boolean takes(String name, String value) {
        if (name.equals("--role")) {
            role = value;
            return true;
        }
        if (!name.equals("--format")) {
            return false;
        }
        Optional<EnvFormat> named = Arrays.stream(EnvFormat.values())
                .filter(known -> known.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst();
        named.ifPresent(known -> format = known);
        return named.isPresent();
    }

    @Override
    public Integer call() {
        DatabaseRole wanted = DatabaseRole.parse(role);
        ConnectionInfo info = Sandbox.connectionInfo(running(lookup()), wanted);
        PipeNotice.tell(info, err());
        EnvFormat chosen = options().json() ? EnvFormat.JSON : format;
        session.terminal().forPrograms().println(chosen.render(info, session.environment()));
        return ExitCode.OK;
    }
}
