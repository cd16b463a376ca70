package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.operate.Backup;
import dev.postgresready.operate.BackupStore;
import dev.postgresready.operate.Restores;
import dev.postgresready.operate.Restores.Place;
import dev.postgresready.operate.Restores.Restored;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup. */
@Command(
        name = "restore",
        description = {
            "Restore a backup into a new database, and compare all of it with the manifest.",
            "No database is ever replaced; one that differs from the backup is removed again."
        })
public final class RestoreCommand extends SandboxCommand {

    @Mixin
    BackupOptions backups = new BackupOptions();

    @Parameters(
            paramLabel = "BACKUP",
            description = "latest, 7d (the newest that is as old), a name of sandbox backup list, or a file.")
    String wanted = "";

    @Option(names = "--into", paramLabel = "NAME", description = "The new database (default: DATABASE_restored).")
    Optional<String> into = Optional.empty();

    @Option(
            names = "--no-owner",
            description = "Leave owners and privileges out: everything belongs to whoever restores.")
    boolean noOwner;

    public RestoreCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Backup backup = BackupStore.find(backups.store(this), wanted);
        Place place = new Place(backups.server(this), into.orElse(backup.database() + "_restored"));
        Restored restored = Restores.restore(backup, place, !noOwner, progress());
        if (options().json()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("database", restored.database());
            entry.put("backup", backup.name());
            entry.put("tables", restored.tables());
            entry.put("rows", restored.rows());
            entry.put("restore_ms", restored.took().toMillis());
            print(Json.document("restored", entry));
        } else {
            out().println(restored.database());
            err().println("restored " + backup.name() + ": " + restored.tables() + " tables, " + restored.rows()
                    + " rows, all as in the backup");
        }
        return ExitCode.OK;
    }
}
