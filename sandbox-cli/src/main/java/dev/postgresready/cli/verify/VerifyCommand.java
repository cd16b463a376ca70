package dev.postgresready.cli.verify;

import dev.postgresready.cli.report.ReportFormat;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.NamedFile;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.MigrationFailedException;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.RunbookChoice;
import dev.postgresready.verify.VerifyReport;
import dev.postgresready.verify.expected.ExpectationFile;
import dev.postgresready.verify.expected.ExpectationWriter;
import dev.postgresready.verify.expected.FixtureExpectations;
import dev.postgresready.verify.place.ObjectPlaces;
import dev.postgresready.verify.run.CheckChoice;
import dev.postgresready.verify.run.CustomCheck;
import dev.postgresready.verify.run.Verifier;
import dev.postgresready.verify.runbook.Runbooks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies a database. */
@Command(
        name = "verify",
        description = {
            "Prove that a database is what it should be: keys, indexes, row-level security, roles, rules of the data.",
            "Changes nothing. Exit code 1 where a check fails, cannot be answered, or as --fail-on says."
        })
public final class VerifyCommand extends SandboxCommand {

    @Mixin
    VerifyTarget target = new VerifyTarget();

    @Option(names = "--profile", description = "quick, launch, security, money or full (default: full).")
    String profile = "full";

    @Option(names = "--only", split = ",", paramLabel = "CHECK", description = "These checks or groups alone.")
    List<String> only = new ArrayList<>();

    @Option(names = "--skip", split = ",", paramLabel = "CHECK", description = "Not these checks or groups.")
    List<String> skip = new ArrayList<>();

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "What the project expects; --init writes such a file.")
    Optional<Path> expect = Optional.empty();

    @Option(
            names = "--checks",
            paramLabel = "DIR",
            description = "Checks of your own: .sql files that return what is wrong.")
    Optional<Path> checks = Optional.empty();

    @Option(
            names = "--runbook",
            paramLabel = "GLOB",
            description = "Compile every SQL statement of these Markdown files, such as 'docs/**/*.md'.")
    List<String> runbooks = new ArrayList<>();

    @Option(names = "--init", description = "Print an expectation file that describes the database, and check nothing.")
    boolean init;

    @Option(names = "--fail-on", paramLabel = "LEVEL", description = "error, warn, info or never (default: error).")
    FailOn failOn = FailOn.ERROR;

    @Option(names = "--strict", description = "A skipped check counts as a failed one.")
    boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, junit, sarif, github, markdown or html.")
    String format = "text";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write a report too; its ending says the form (.html .json .xml .sarif .md); may be repeated.")
    List<Path> outputs = new ArrayList<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "Show passed and skipped checks too.")
    boolean verbose;

    /** From which outcome on the command fails. */
    enum FailOn {
        ERROR,
        WARN,
        INFO,
        NEVER
    }

    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws SQLException {
        Optional<ReportFormat> form = form();
        outputs.forEach(file -> {
            formOf(file);
            NamedFile.checkWritable(session.directory().resolve(file));
        });
        CheckChoice choice = CheckChoice.of(Profile.parse(init ? "quick" : profile), only, skip, ownChecks());
        try (VerifyTarget.Opened opened = target.open(this, choice)) {
            if (init) {
                session.terminal().forPrograms().print(ExpectationWriter.describe(opened.connection()));
                return ExitCode.OK;
            }
            Verifier verifier = new Verifier(
                            opened.connection(), opened.application(), opened.database(), expectations(opened))
                    .with(opened.copy())
                    .with(opened.migrations().proof());
            VerifyReport report =
                    opened.second().map(verifier::with).orElse(verifier).verify(choice);
            ObjectPlaces places = places(opened);
            form.ifPresentOrElse(
                    chosen -> session.terminal().forPrograms().println(chosen.write(report, places)),
                    () -> new VerifyText(session.terminal(), verbose).print(report));
            outputs.forEach(file -> NamedFile.write(
                    session.directory().resolve(file), formOf(file).write(report, places)));
            return exitCode(report);
        }
    }

    /** Migrations that cannot be read are a finding of their own checks. */
    private ObjectPlaces places(VerifyTarget.Opened opened) {
        Path project = session.directory();
        Optional<Path> file = expect.map(project::resolve);
        try {
            return ObjectPlaces.of(project, opened.migrations().proof().statements(), file);
        } catch (MigrationFailedException e) {
            return ObjectPlaces.of(project, List.of(), file);
        }
    }

    private Optional<ReportFormat> form() {
        if (options().json()) {
            return Optional.of(ReportFormat.JSON);
        }
        if (format.equalsIgnoreCase("text")) {
            return Optional.empty();
        }
        return Optional.of(ReportFormat.named(format)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "there is no format " + format, "formats are text, " + ReportFormat.names())));
    }

    private static ReportFormat formOf(Path file) {
        return ReportFormat.ofFile(file.toString())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "the ending of " + file + " names no form of a report",
                        "endings are " + ReportFormat.endings()));
    }

    private List<CustomCheck> ownChecks() {
        return checks.map(directory -> CustomCheck.directory(session.directory().resolve(directory)))
                .orElse(List.of());
    }

    /** A file that is named replaces what a bundled fixture expects; the fixture's rules of the data stay. */
    private Expectations expectations(VerifyTarget.Opened opened) {
        Expectations bundled = opened.fixture().map(FixtureExpectations::of).orElse(Expectations.none());
        Expectations expected = expect.map(
                        file -> read(session.directory().resolve(file)).withInvariants(bundled.invariants()))
                .orElse(bundled);
        return expected.withRunbooks(new RunbookChoice(
                runbooks.stream()
                        .flatMap(glob -> Runbooks.read(session.directory(), glob).stream())
                        .toList(),
                opened.ours()));
    }

    private static Expectations read(Path file) {
        return ExpectationFile.parse(
                file.toString(), NamedFile.read(file, "sandbox verify --init > " + file.getFileName()));
    }

    private int exitCode(VerifyReport report) {
        boolean skipped = strict && report.count(Outcome.SKIPPED) > 0;
        boolean failed = report.count(Outcome.FAIL) + report.count(Outcome.ERROR) > 0;
        boolean warned = report.count(Outcome.WARN) > 0;
        boolean bad = switch (failOn) {
            case ERROR -> failed || skipped;
            case WARN -> failed || skipped || warned;
            case INFO -> failed || skipped || warned || report.count(Outcome.TOLD) > 0;
            case NEVER -> false;
        };
        return bad ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
