package dev.postgresready.cli.doctor;

import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.request.RequestOptions;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.doctor.AgentPlan;
import dev.postgresready.doctor.AskedDatabase;
import dev.postgresready.doctor.Doctor;
import dev.postgresready.doctor.Examination;
import dev.postgresready.host.DatabaseVariables;
import dev.postgresready.host.HostFacts;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether and how a Postgres can be had here. */
@Command(
        name = "doctor",
        description = {
            "Examine this machine and project: can a Postgres be had, how, and if not why. Changes nothing.",
            "Exit code 0 where one can be had, 3 where not, 1 where a check that was asked for fails."
        })
public final class DoctorCommand extends SandboxCommand {

    @Mixin
    RequestOptions wanted = new RequestOptions();

    @Option(
            names = "--url",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "URL",
            description = "Check a database; without a URL that of DATABASE_URL, or of DB_HOST and its like.")
    Optional<String> url = Optional.empty();

    @Option(names = "--services", description = "Fail where PORT is taken or REDIS_URL does not answer.")
    boolean services;

    @Option(names = "--for-agent", description = "Print a short plan for a coding agent: what to run, what to ask for.")
    boolean forAgent;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what was seen, settings and their origins, also where all is well.")
    boolean verbose;

    @Option(
            names = Simulation.OPTION,
            paramLabel = "NAMES",
            description = {
                "Examine this machine as if it denied something, such as shm-denied,unix or codex: really denied to a",
                "JVM of its own. 'list' names what can be denied. Linux only."
            })
    Optional<String> simulated = Optional.empty();

    @Spec
    CommandSpec spec = CommandSpec.create();

    public DoctorCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HostFacts facts = facts();
        if (simulated.isPresent()) {
            List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
            return new Simulation(session, facts).run(simulated.get(), arguments);
        }
        Examination examination =
                Doctor.examine(facts, wanted.request(session.directory(), facts.project()), database());
        int code = exitCode(examination);
        if (forAgent) {
            tell(AgentPlan.of(examination, facts), facts);
        } else if (options().json()) {
            print(DoctorText.json(examination));
        } else {
            new DoctorText(session.terminal(), verbose).print(examination);
        }
        return code;
    }

    private void tell(AgentPlan plan, HostFacts facts) {
        if (options().json()) {
            print(DoctorText.json(plan));
        } else {
            plan.lines(facts.markers().surroundings()).forEach(out()::println);
        }
    }

    /** What to check: the URL given, else that of the environment; asked for without either it is a mistake. */
    private Optional<AskedDatabase> database() {
        Optional<AskedDatabase> given = url.filter(text -> !text.isEmpty())
                .map(text -> new AskedDatabase(text, AskedDatabase.OPTION))
                .or(() -> GivenDatabase.of(session).url().map(text -> new AskedDatabase(text, DatabaseVariables.URL)));
        if (url.isEmpty() || given.isPresent()) {
            return given;
        }
        return Optional.of(DatabaseVariables.read(session.environment())
                .map(named ->
                        new AskedDatabase(named.url().text(), named.origin().replace("environment ", "")))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "--url has no value, and DATABASE_URL is not set, nor DB_HOST or PGHOST",
                        "give one of them")));
    }

    private int exitCode(Examination examination) {
        if (!examination.servable()) {
            return ExitCode.NO_POSTGRES;
        }
        List<String> asked = services ? List.of("port", "redis") : List.of();
        boolean failed = asked.stream().anyMatch(id -> broken(examination, id))
                || (url.isPresent() && broken(examination, "database"));
        return failed ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static boolean broken(Examination examination, String id) {
        return examination.check(id).filter(check -> check.broken()).isPresent();
    }
}
