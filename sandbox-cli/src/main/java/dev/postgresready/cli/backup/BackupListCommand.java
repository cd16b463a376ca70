package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.operate.Backup;
import dev.postgresready.operate.BackupStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists backups. */
@Command(
        name = "list",
        description = "List the backups of a directory, the newest first; their manifests say what they are.")
final class BackupListCommand extends SandboxCommand {

    @Mixin
    BackupOptions backups = new BackupOptions();

    BackupListCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        BackupStore store = backups.store(this);
        List<Backup> found = store.list();
        if (options().json()) {
            print(Json.document("backups", found.stream().map(BackupText::json).toList()));
            return ExitCode.OK;
        }
        if (found.isEmpty()) {
            err().println("there are no backups in " + store.directory());
        }
        found.forEach(backup -> out().println(BackupText.line(backup)));
        return ExitCode.OK;
    }
}
