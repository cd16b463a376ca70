package dev.postgresready.cli.backup;

import dev.postgresready.operate.Backup;
import dev.postgresready.operate.UnreadableBackup;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A backup in a result. */
final class BackupText {

    private BackupText() {}

    static String line(Backup backup) {
        return String.format(
                Locale.ROOT,
                "%-44s %s  Postgres %-6s %-6s %12d bytes %10d rows",
                backup.name(),
                backup.moment().truncatedTo(ChronoUnit.SECONDS),
                backup.serverVersion(),
                backup.engine().label(),
                backup.bytes(),
                backup.rows());
    }

    static String line(UnreadableBackup backup) {
        return String.format(Locale.ROOT, "%-44s unreadable: %s", backup.file().getFileName(), backup.why());
    }

    static Map<String, Object> json(UnreadableBackup backup) {
        return Map.of("file", backup.file().toString(), "why", backup.why());
    }

    static Map<String, Object> json(Backup backup) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", backup.name());
        entry.put("database", backup.database());
        entry.put("moment", backup.moment().toString());
        entry.put("server_version", backup.serverVersion());
        entry.put("format", backup.engine().label());
        entry.put("tables", backup.tables());
        entry.put("rows", backup.rows());
        entry.put("bytes", backup.bytes());
        entry.put("schema_fingerprint", backup.schemaFingerprint());
        entry.put("archive", backup.archiveFile().toString());
        entry.put("manifest", backup.manifestFile().toString());
        return entry;
    }
}
