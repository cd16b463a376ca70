package dev.postgresready.cli.backup;

import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.SandboxState;
import dev.postgresready.operate.BackupStore;
import dev.postgresready.operate.BackupTarget;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which database, and where its backups are. */
final class BackupOptions {

    private static final Path USUAL = Path.of("backups");

    @Option(names = "--url", paramLabel = "URL", description = "Another database than the sandbox's.")
    Optional<String> url = Optional.empty();

    @Option(
            names = {"--to", "--from"},
            paramLabel = "DIR",
            description = "Where backups are (default: backups in the project).")
    Optional<Path> directory = Optional.empty();

    BackupStore store(SandboxCommand command) {
        Path here = command.session().directory();
        return BackupStore.in(directory
                        .map(here::resolve)
                        .orElseGet(() -> command.directory().resolve(USUAL)))
                .seenFrom(here);
    }

    /** The database that is read: that of the URL, else of the running sandbox, else of DATABASE_URL. */
    BackupTarget source(SandboxCommand command) {
        Optional<String> variable = GivenDatabase.of(command.session()).url();
        return url.isEmpty() && sandbox(command).isEmpty() && variable.isPresent()
                ? BackupTarget.of(DatabaseVariables.parse(variable.get(), command.environment()))
                : server(command);
    }

    /** The server that a new database is made on: that of the URL, else the sandbox's; never one that nobody named. */
    BackupTarget server(SandboxCommand command) {
        return url.map(text -> BackupTarget.of(DatabaseVariables.parse(text, command.environment())))
                .orElseGet(() -> BackupTarget.of(command.running(command.lookup())));
    }

    /** The running sandbox, where no URL names another database. */
    Optional<SandboxState> sandbox(SandboxCommand command) {
        return url.isPresent() ? Optional.empty() : command.lookup().running();
    }
}
