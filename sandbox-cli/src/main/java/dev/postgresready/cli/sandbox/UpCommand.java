package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.connection.PipeNotice;
import dev.postgresready.cli.request.RequestOptions;
import dev.postgresready.cli.request.SchemaChoice;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.StepProgress;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.HostProbe;
import dev.postgresready.host.SandboxState;
import dev.postgresready.host.Setting;
import dev.postgresready.plan.Planner;
import dev.postgresready.report.Progress;
import dev.postgresready.report.Timeline;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.sandbox.SandboxAgain;
import dev.postgresready.sandbox.SandboxRequest;
import dev.postgresready.sandbox.SandboxUp;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the sandbox, or says that it runs. */
@Command(
        name = "up",
        description = {
            "Start this project's Postgres: migrated and seeded, running until sandbox down.",
            "Prints DATABASE_URL=... on standard output. A second up says what is running and prints the same."
        })
public final class UpCommand extends SandboxCommand {

    private static final int HIGHEST_PORT = 65_535;
    /** Settings that ask nothing of a server that runs, whatever they say. */
    private static final Set<Setting> HARMLESS = Set.of(Setting.CACHE);

    @Mixin
    RequestOptions wanted = new RequestOptions();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default: any free one).")
    Optional<Integer> port = Optional.empty();

    public UpCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        long start = System.nanoTime();
        Timeline timeline = new Timeline(progress());
        Optional<SandboxUp> before = asBefore(timeline);
        SandboxUp up = before.isPresent() ? before.get() : byAPlan(timeline);
        SandboxState state = up.state();
        tell(up, timeline, System.nanoTime() - start);
        out().flush();
        StandingAnswers.keep(this, state);
        return ExitCode.OK;
    }

    private SandboxUp byAPlan(Timeline timeline) {
        HostFacts facts = facts();
        return Sandbox.of(facts, timeline).up(request(facts));
    }

    /** Say what is said where nothing was to be done. */
    void tellThatItRuns(SandboxState state) {
        tell(new SandboxUp(state, SandboxUp.Start.ALREADY_RUNNING), new Timeline(progress()), 0);
        out().flush();
        err().flush();
    }

    private void tell(SandboxUp up, Timeline timeline, long nanos) {
        SandboxState state = up.state();
        ConnectionInfo info = Sandbox.connectionInfo(state, DatabaseRole.APP);
        if (options().json()) {
            Map<String, Object> document = StateText.json(state);
            document.put("started", up.start().name().toLowerCase(Locale.ROOT));
            document.put("steps", StateText.steps(timeline));
            print(document);
            return;
        }
        err().println(summary(up, nanos));
        if (surroundings().endsBackground()) {
            err().println("warning: what runs in the background here ends with the command that started it, this server"
                    + " too\n    fix: sandbox run -- COMMAND");
        }
        PipeNotice.tell(info, err());
        out().println("DATABASE_URL=" + info.url());
    }

    /**
     * A sandbox that runs is right for a call that asks for nothing, and one that ran is when nothing has changed since, so
     * nothing else needs to be looked at.
     */
    private Optional<SandboxUp> asBefore(Progress progress) {
        boolean anything = wanted.askForAnything() || port.isPresent();
        boolean configured = anything
                || !HARMLESS.containsAll(HostProbe.configuration(environment(), directory())
                        .values()
                        .keySet());
        if (configured) {
            return Optional.empty();
        }
        SandboxAgain again = new SandboxAgain(environment(), directory(), progress);
        Optional<SandboxState> running = lookup().runningUndisturbed();
        return running.isPresent()
                ? Optional.of(new SandboxUp(running.get(), SandboxUp.Start.ALREADY_RUNNING))
                : again.start();
    }

    private SandboxRequest request(HostFacts facts) {
        Optional<SandboxState> there = facts.sandbox().state().filter(state -> state.hasData() && !state.unfinished());
        PostgresRequest asked = wanted.request(session.directory(), facts.project());
        PostgresRequest request =
                named(there.map(state -> leavingOutOf(state, asked)).orElse(asked), facts);
        OptionalInt wantedPort = port.map(OptionalInt::of).orElse(OptionalInt.empty());
        wantedPort.ifPresent(UpCommand::checkPort);
        if (there.isPresent()) {
            return new SandboxRequest(request, wantedPort);
        }
        SchemaChoice choice = SchemaChoice.of(request, facts);
        err().println(choice.reason());
        return new SandboxRequest(choice.request(), wantedPort);
    }

    /** Parts are left out of a fixture: where none is named, of the one that the sandbox was made from. */
    private static PostgresRequest leavingOutOf(SandboxState there, PostgresRequest asked) {
        String fixture = there.content().fixture();
        return asked.without().isEmpty() || asked.fixture().isPresent() || fixture.isEmpty()
                ? asked
                : asked.toBuilder().fixture(fixture).build();
    }

    /** A provider that the configuration names is asked for by name, and never replaced by what runs already. */
    private static PostgresRequest named(PostgresRequest request, HostFacts facts) {
        return Planner.fill(request, facts.firstLook())
                .provider()
                .map(kind -> request.toBuilder().provider(kind).build())
                .orElse(request);
    }

    private static void checkPort(int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new CommandFailure(ExitCode.USAGE, "--port " + port + " is no port", "give a number from 1 to 65535");
        }
    }

    private static String summary(SandboxUp up, long nanos) {
        return switch (up.start()) {
            case ALREADY_RUNNING -> "already running: " + up.state();
            case RESUMED -> "running again, with its data: " + up.state() + took(nanos);
            case NEW -> "running: " + up.state() + took(nanos);
        };
    }

    private static String took(long nanos) {
        return " (ready in " + StepProgress.seconds(Duration.ofNanos(nanos)) + ")";
    }
}
