package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.operate.Backup;
import dev.postgresready.operate.Backups;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a backup. */
@Command(
        name = "backup",
        description = {
            "Back up a database: an archive, and a manifest of what the database held in that moment.",
            "Needs no pg_dump. What would not be whole is refused: see sandbox explain PGR-BACKUP-RLS."
        })
public final class BackupCommand extends SandboxCommand {

    @Mixin
    BackupOptions backups = new BackupOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "The URL of a database (default: the running sandbox, else DATABASE_URL).")
    Optional<String> target = Optional.empty();

    public BackupCommand(Session session) {
        super(session);
    }

    @Override
    public List<SandboxCommand> parts() {
        return List.of(
                new BackupListCommand(session), new BackupCheckCommand(session), new BackupPruneCommand(session));
    }

    @Override
    public Integer call() {
        backups.url = target.or(() -> backups.url);
        Backup backup = Backups.take(backups.source(this), backups.store(this), progress());
        if (options().json()) {
            print(Json.document("backup", BackupText.json(backup)));
        } else {
            out().println(backup.archiveFile());
        }
        return ExitCode.OK;
    }
}
