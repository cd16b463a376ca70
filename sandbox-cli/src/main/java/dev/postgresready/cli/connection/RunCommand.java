package dev.postgresready.cli.connection;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.cli.request.RequestOptions;
import dev.postgresready.cli.request.SchemaChoice;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.Diagnosis;
import dev.postgresready.diagnosis.Finding;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.diagnosis.Verdict;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.SandboxState;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.sandbox.SandboxLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command with a database in its environment. */
@Command(
        name = "run",
        description = {
            "Run a command with DATABASE_URL and the PG... variables set, and exit with its code.",
            "Uses the running sandbox; where none runs, which is said of one that is stopped, a database is made for just",
            "this command. A sandbox that may be running and does not answer is an error.",
            "Example: sandbox run -- npm test"
        })
public final class RunCommand extends SandboxCommand {

    @Mixin
    RequestOptions wanted = new RequestOptions();

    @Option(names = "--role", paramLabel = "ROLE", description = "app, owner or readonly (default: app).")
    String role = "app";

    @Option(names = "--fresh", description = "Make a new database even where a sandbox runs.")
    boolean fresh;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The program and its arguments.")
    List<String> command = new ArrayList<>();

    public RunCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        HostFacts facts = facts();
        DatabaseRole login = DatabaseRole.parse(role);
        PostgresRequest request = wanted.request(session.directory(), facts.project());
        boolean elsewhere =
                request.provider().filter(kind -> kind != ProviderKind.SANDBOX).isPresent();
        Optional<SandboxState> running = fresh || elsewhere
                ? Optional.empty()
                : Sandbox.of(facts, progress()).running();
        if (running.isPresent()) {
            Sandbox.confirm(running.get(), request);
            return execute(Sandbox.connectionInfo(running.get(), login));
        }
        if (!fresh && !elsewhere) {
            tellWhyNotTheSandbox(lookup());
        }
        SchemaChoice choice = SchemaChoice.of(request, facts);
        err().println(choice.reason());
        try (PostgresFixtures fixtures = PostgresFixtures.create(facts, progress());
                ReadyDatabase database =
                        fixtures.open(choice.request().toBuilder().anyClient().build())) {
            return execute(database.connectionInfo(login));
        }
    }

    /** Whoever runs a command on the sandbox learns that it is not its data that he will see, or nothing is run. */
    private void tellWhyNotTheSandbox(SandboxLookup sandbox) {
        Optional<Finding> silence = sandbox.silence();
        if (silence.filter(finding -> finding.verdict() == Verdict.FAILED).isPresent()) {
            throw new PostgresUnavailableException(
                    "sandbox in " + sandbox.path().resolveSibling(""),
                    List.of(Diagnosis.of(ProviderKind.SANDBOX, silence.get())));
        }
        sandbox.refusal()
                .or(() -> silence)
                .ifPresent(
                        finding -> err().println("a new database: " + finding.summary() + " [" + finding.code() + "]"));
        silence.ifPresent(stopped -> err().println("    fix: to run on its data: sandbox up, and the same again"));
    }

    private int execute(ConnectionInfo info) {
        ServerVariables.refusePublic(info);
        PipeNotice.tell(info, err());
        Map<String, String> variables = EnvFormat.common(info, session.environment());
        SpringVariables.redirect(variables, info, session.environment(), err()::println);
        GivenDatabase.mark(variables);
        out().flush();
        err().flush();
        CallerLocale locale = CallerLocale.of(session.environment());
        locale.restore(variables);
        List<String> without = locale.without(ServerVariables.misleading(info));
        return new ChildCommand(command, session.directory(), variables, without).run();
    }
}
