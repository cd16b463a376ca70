package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.StepProgress;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.host.SandboxState;
import dev.postgresready.operate.Drill;
import dev.postgresready.operate.DrillReport;
import dev.postgresready.operate.DrillReport.Item;
import dev.postgresready.operate.DrillRequest;
import dev.postgresready.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a restore drill. */
@Command(
        name = "drill",
        description = {
            "Prove that a backup can be restored: back up, restore into a new database, compare everything, measure, clean up.",
            "Exit code 1 where anything differs or takes longer than it may."
        })
public final class DrillCommand extends SandboxCommand {

    private static final int SHOWN = 10;

    @Mixin
    BackupOptions backups = new BackupOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "The URL of a database (default: the running sandbox).")
    Optional<String> target = Optional.empty();

    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            description =
                    "Restore this one instead of a new one: latest, 7d (the newest that is as old), a name, or a file.")
    Optional<String> wanted = Optional.empty();

    @Option(names = "--rto", paramLabel = "TIME", description = "The restore may take so long, such as 15m.")
    Optional<String> restoreWithin = Optional.empty();

    @Option(names = "--rpo", paramLabel = "TIME", description = "The backup's data may be so old, such as 24h.")
    Optional<String> dataYoungerThan = Optional.empty();

    public DrillCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        backups.url = target.or(() -> backups.url);
        DrillRequest request = new DrillRequest(
                wanted,
                restoreWithin.map(text -> TimeSpan.parse("--rto", text)),
                dataYoungerThan.map(text -> TimeSpan.parse("--rpo", text)),
                backups.sandbox(this).map(this::pending));
        DrillReport report = Drill.run(backups.server(this), backups.store(this), request, progress());
        if (options().json()) {
            print(Json.document("drill", json(report)));
        } else {
            report.items().forEach(this::tell);
            report.restoreTook()
                    .ifPresent(took -> report.dataAge()
                            .ifPresent(age -> out().println("restored in " + StepProgress.seconds(took) + ", data was "
                                    + StepProgress.seconds(age) + " old")));
            out().println(session.terminal().mark(report.passed() ? Terminal.Mark.GOOD : Terminal.Mark.BAD)
                    + " BACKUP/RESTORE TEST " + (report.passed() ? "PASSED" : "FAILED"));
        }
        return report.passed() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Function<ConnectionInfo, List<String>> pending(SandboxState state) {
        Sandbox sandbox = Sandbox.of(facts(), progress());
        return restored -> sandbox.pending(state, restored);
    }

    private void tell(Item item) {
        out().println(String.format(
                Locale.ROOT, "%s  %-24s %s", item.passed() ? "PASS" : "FAIL", item.name(), item.observed()));
        item.details().stream().limit(SHOWN).forEach(detail -> out().println("        saw: " + detail));
        if (item.details().size() > SHOWN) {
            out().println("        and " + (item.details().size() - SHOWN) + " more");
        }
    }

    private static Map<String, Object> json(DrillReport report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("passed", report.passed());
        report.backup().ifPresent(name -> entry.put("backup", name));
        report.restoreTook().ifPresent(took -> entry.put("restore_ms", took.toMillis()));
        report.dataAge().ifPresent(age -> entry.put("data_age_ms", age.toMillis()));
        entry.put("items", report.items().stream().map(DrillCommand::json).toList());
        return entry;
    }

    private static Map<String, Object> json(Item item) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", item.name());
        entry.put("passed", item.passed());
        entry.put("observed", item.observed());
        entry.put("details", item.details());
        return entry;
    }
}
