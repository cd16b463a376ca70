package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.DiagnosisText;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.SandboxLookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Tells whether the sandbox runs. */
@Command(name = "status", description = "Tell whether this project's Postgres runs: exit code 0, or 3 if it does not.")
public final class StatusCommand extends SandboxCommand {

    public StatusCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        SandboxLookup sandbox = lookup();
        Optional<SandboxState> running = sandbox.running();
        if (options().json()) {
            print(running.map(StateText::json).orElseGet(() -> stopped(sandbox)));
        } else if (running.isPresent()) {
            running.ifPresent(state -> out().println("running: " + state + "\n" + made(state)));
        } else {
            Optional<Finding> refusal = refusal(sandbox);
            out().println(absent(sandbox, refusal));
            err().println(refusal.map(DiagnosisText::describe).orElseGet(() -> "    fix: " + start()));
        }
        return running.isPresent() ? ExitCode.OK : ExitCode.NO_POSTGRES;
    }

    private static String absent(SandboxLookup sandbox, Optional<Finding> refusal) {
        if (refusal.filter(StatusCommand::unfinished).isPresent()) {
            return refusal.get().summary();
        }
        return "not running"
                + sandbox.remembered()
                        .map(state -> "; data of an earlier one is kept in " + state.place())
                        .orElse(" in " + sandbox.path().getParent());
    }

    private static boolean unfinished(Finding finding) {
        return finding.code().equals("PGR-SANDBOX-UNFINISHED");
    }

    private Optional<Finding> refusal(SandboxLookup sandbox) {
        return sandbox.refusal().map(surroundings()::adapt);
    }

    private Map<String, Object> stopped(SandboxLookup sandbox) {
        Map<String, Object> document = Json.document("running", false);
        document.put("data", sandbox.remembered().map(SandboxState::place).orElse(""));
        refusal(sandbox).ifPresent(finding -> document.put("findings", List.of(Json.finding(finding))));
        return document;
    }

    private static String made(SandboxState state) {
        String schema = state.content().fixture().isEmpty()
                ? "migrations in " + state.content().migrations()
                : "fixture " + state.content().fixture();
        return "made from " + schema
                + (state.content().seed().isEmpty()
                        ? ""
                        : ", seed " + state.content().seed()) + "; data in " + state.place();
    }
}
