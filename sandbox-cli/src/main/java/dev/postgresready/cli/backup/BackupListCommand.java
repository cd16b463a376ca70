package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.operate.Backup;
import dev.postgresready.operate.BackupStore;
import dev.postgresready.operate.UnreadableBackup;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists backups. */
@Command(
        name = "list",
        description = {
            "List the backups of a directory, the newest first; their manifests say what they are.",
            "Those whose manifest is missing or cannot be read come first."
        })
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
        List<UnreadableBackup> unreadable = store.unreadable();
        if (options().json()) {
            Map<String, Object> document = Json.document(
                    "backups", found.stream().map(BackupText::json).toList());
            document.put("unreadable", unreadable.stream().map(BackupText::json).toList());
            print(document);
            return ExitCode.OK;
        }
        if (found.isEmpty() && unreadable.isEmpty()) {
            err().println("there are no backups in " + store.directory());
        }
        unreadable.forEach(backup -> out().println(BackupText.line(backup)));
        found.forEach(backup -> out().println(BackupText.line(backup)));
        return ExitCode.OK;
    }
}
