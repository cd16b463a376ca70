package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.operate.Backup;
import dev.postgresready.operate.BackupHealth;
import dev.postgresready.operate.BackupStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads all archives. */
@Command(
        name = "check",
        description = {
            "Read every archive of a directory and compare it with its manifest: what is cut, changed or no backup is found.",
            "Exit code 1 where one is. That a backup can be restored is proved by sandbox drill alone."
        })
final class BackupCheckCommand extends SandboxCommand {

    @Mixin
    BackupOptions backups = new BackupOptions();

    @Option(
            names = "--younger-than",
            paramLabel = "TIME",
            description = "There must be a backup with data younger than this, such as 24h.")
    Optional<String> youngerThan = Optional.empty();

    BackupCheckCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Optional<Duration> limit = youngerThan.map(text -> TimeSpan.parse("--younger-than", text));
        BackupStore store = backups.store(this);
        List<BackupHealth> healths = new ArrayList<>(BackupHealth.of(store));
        limit.ifPresent(age -> healths.add(freshness(store, age)));
        if (healths.isEmpty()) {
            healths.add(new BackupHealth(store.directory().toString(), List.of("holds no backup")));
        }
        if (options().json()) {
            print(Json.document(
                    "checked", healths.stream().map(BackupCheckCommand::json).toList()));
        } else {
            healths.forEach(this::tell);
        }
        return healths.stream().allMatch(BackupHealth::whole) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static BackupHealth freshness(BackupStore store, Duration age) {
        Optional<Backup> newest = store.list().stream().findFirst();
        boolean fresh = newest.filter(
                        backup -> backup.moment().isAfter(Instant.now().minus(age)))
                .isPresent();
        String seen =
                newest.map(backup -> "the newest is of " + backup.moment()).orElse("there is none");
        return new BackupHealth("younger than " + TimeSpan.words(age), fresh ? List.of() : List.of(seen));
    }

    private void tell(BackupHealth health) {
        Terminal.Mark mark = health.whole() ? Terminal.Mark.GOOD : Terminal.Mark.BAD;
        out().println(session.terminal().mark(mark) + " " + health.name() + (health.whole() ? ": whole" : ""));
        health.problems().forEach(problem -> out().println("    saw: " + problem));
    }

    private static Map<String, Object> json(BackupHealth health) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", health.name());
        entry.put("whole", health.whole());
        entry.put("problems", health.problems());
        return entry;
    }
}
