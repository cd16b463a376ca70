package dev.postgresready.cli.matrix;

import dev.postgresready.cli.request.DatabaseOptions;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.Configuration;
import dev.postgresready.host.HostFacts;
import dev.postgresready.plan.VersionMatrix;
import dev.postgresready.request.MatrixCell;
import dev.postgresready.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command once on each of several versions of Postgres. */
@Command(
        name = "matrix",
        description = {
            "Run a command once on each version of Postgres (default: 14 to 18), and print one table.",
            "Each run has a database of its own in DATABASE_URL and the PG... variables, and POSTGRES_READY_VERSION for"
                    + " tests that provision themselves. A version that was never connected to is a failure.",
            "POSTGRES_READY_URL_16 names the server of one version for the provider remote.",
            "Example: sandbox matrix 14 16 18 --jobs 2 -- mvn test"
        },
        customSynopsis = {
            "sandbox matrix [VERSION...] [OPTIONS] -- COMMAND",
            "       sandbox matrix --emit github|gitlab [VERSION...] [-- COMMAND]"
        })
public final class MatrixCommand extends SandboxCommand {

    private static final String SEPARATOR = "--";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DatabaseOptions content = new DatabaseOptions();

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            split = ",",
            description = "Run on each version from this provider; may be repeated.")
    List<String> providers = new ArrayList<>();

    @Option(names = "--jobs", paramLabel = "N", description = "How many runs at a time (default: 1).")
    int jobs = 1;

    @Option(names = "--quiet", description = "Keep the output of the runs in their files only.")
    boolean quiet;

    @Option(names = "--emit", paramLabel = "CI", description = "Print a workflow for github or gitlab instead.")
    Optional<String> emit = Optional.empty();

    @Parameters(paramLabel = "VERSION", arity = "0..*", description = "Versions; then, after --, the command.")
    List<String> words = new ArrayList<>();

    public MatrixCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<String> command = command();
        List<String> versions = words.subList(0, words.size() - command.size());
        VersionMatrix matrix = VersionMatrix.of(versions, providers, new Configuration(Map.of()));
        if (emit.isPresent()) {
            session.terminal().forPrograms().print(CiWorkflow.named(emit.get()).text(matrix, command));
            return ExitCode.OK;
        }
        check(command);
        HostFacts facts = facts();
        Path outputs = Sandbox.of(facts, progress()).room("matrix");
        List<MatrixTask> tasks = matrix.chosen().stream()
                .map(cell -> task(cell, command, outputs, facts))
                .toList();
        List<MatrixOutcome> outcomes = new MatrixRuns(session, jobs).run(tasks);
        if (options().json()) {
            print(MatrixTable.json(outcomes));
        } else {
            out().println(MatrixTable.text(outcomes, session.terminal()));
        }
        return outcomes.stream().allMatch(MatrixOutcome::passed) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /** What stands after the separator; before it, words are versions. */
    private List<String> command() {
        List<String> all = spec.commandLine().getParseResult().originalArgs();
        int separator = all.indexOf(SEPARATOR);
        return separator < 0 ? List.of() : List.copyOf(all.subList(separator + 1, all.size()));
    }

    private void check(List<String> command) {
        if (command.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no command to run on each version",
                    "name it after two dashes: sandbox matrix 16 17 -- mvn test");
        }
        if (jobs < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--jobs " + jobs + " runs nothing", "give 1 or more");
        }
    }

    private MatrixTask task(MatrixCell cell, List<String> command, Path outputs, HostFacts facts) {
        MatrixLines lines = new MatrixLines(session, MatrixTask.label(cell));
        return new MatrixTask(
                cell,
                new MatrixTask.Work(command, session.directory(), content, facts.project()),
                outputs.resolve(MatrixTask.label(cell) + ".log"),
                quiet ? lines.silenced() : lines);
    }
}
