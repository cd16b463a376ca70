package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.operate.Pruning;
import dev.postgresready.operate.Pruning.Keep;
import dev.postgresready.operate.Pruning.Pruned;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old backups. */
@Command(
        name = "prune",
        description = "Remove old backups of ours. Of each database the newest that is whole stays, however old it is.")
final class BackupPruneCommand extends SandboxCommand {

    @Mixin
    BackupOptions backups = new BackupOptions();

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "AGE|N",
            description = "Keep those younger than an age such as 30d, or the newest N of each database.")
    String keep = "";

    BackupPruneCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Pruned pruned = Pruning.prune(backups.store(this), kept(), Instant.now());
        if (options().json()) {
            Map<String, Object> document = Json.document("removed", pruned.removed());
            document.put("spared", pruned.spared());
            print(document);
            return ExitCode.OK;
        }
        pruned.removed().forEach(name -> out().println("removed " + name));
        pruned.spared().forEach(name -> out().println("kept " + name + ": no newer backup of the database is whole"));
        return ExitCode.OK;
    }

    private Keep kept() {
        boolean age = TimeSpan.matches(keep);
        if (!age && !keep.matches("[1-9]\\d{0,4}")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--keep is " + keep, "write an age as 90s, 15m, 24h or 30d, or a number from 1");
        }
        return !age
                ? new Keep(Optional.empty(), OptionalInt.of(Integer.parseInt(keep)))
                : new Keep(Optional.of(TimeSpan.parse("--keep", keep)), OptionalInt.empty());
    }
}
