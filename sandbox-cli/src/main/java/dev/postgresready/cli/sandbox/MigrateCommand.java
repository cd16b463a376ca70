package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.migration.MigrationOutcome;
import dev.postgresready.migration.MigrationState;
import dev.postgresready.sandbox.Sandbox;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Applies migrations to the running sandbox. */
@Command(name = "migrate", description = "Apply pending migrations to this project's running Postgres.")
public final class MigrateCommand extends SandboxCommand {

    @Option(names = "--status", description = "Only tell which are applied and which are pending.")
    boolean status;

    public MigrateCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        Sandbox sandbox = Sandbox.of(facts(), progress());
        SandboxState state = running(sandbox);
        if (status) {
            tell(sandbox.migrations(state));
            return ExitCode.OK;
        }
        MigrationOutcome outcome = sandbox.migrate(state);
        if (options().json()) {
            Map<String, Object> document = Json.document("applied", outcome.applied());
            document.put("already_applied", outcome.alreadyApplied());
            document.put("schema_at", outcome.schemaVersion());
            print(document);
        } else {
            out().println(outcome.applied() + " applied, " + outcome.alreadyApplied() + " already applied"
                    + (outcome.schemaVersion().isEmpty() ? "" : "; schema at " + outcome.schemaVersion()));
        }
        return ExitCode.OK;
    }

    private void tell(List<MigrationState> migrations) {
        if (options().json()) {
            print(Json.document(
                    "migrations", migrations.stream().map(MigrateCommand::json).toList()));
            return;
        }
        migrations.forEach(migration -> out().println(line(migration)));
    }

    private static String line(MigrationState migration) {
        String line = String.format(
                Locale.ROOT,
                "%-10s %-40s %-10s %s",
                migration.version(),
                migration.description(),
                migration.state(),
                migration.installedOn().map(Instant::toString).orElse(""));
        return line.stripTrailing()
                + migration
                        .problem()
                        .map(problem -> "\n    saw: " + problem.saw() + "\n    fix: " + problem.fix())
                        .orElse("");
    }

    private static Map<String, Object> json(MigrationState migration) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", migration.version());
        entry.put("description", migration.description());
        entry.put("state", migration.state());
        migration.installedOn().ifPresent(when -> entry.put("installed_on", when.toString()));
        migration.problem().ifPresent(problem -> {
            entry.put("problem", problem.saw());
            entry.put("fix", problem.fix());
        });
        return entry;
    }
}
