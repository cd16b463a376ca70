package dev.postgresready.cli.session;

import dev.postgresready.diagnosis.Diagnosis;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.diagnosis.Surroundings;
import dev.postgresready.host.Environment;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.HostProbe;
import dev.postgresready.host.SandboxMarkers;
import dev.postgresready.host.SandboxState;
import dev.postgresready.host.Setting;
import dev.postgresready.report.Progress;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all commands share: the session, the common options, and the way to the project's sandbox. */
public abstract class SandboxCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions options = new CommonOptions();

    private Optional<SandboxLookup> found = Optional.empty();

    protected final Session session;

    protected SandboxCommand(Session session) {
        this.session = session;
    }

    /** Who calls, and from where. */
    public final Session session() {
        return session;
    }

    public final CommonOptions options() {
        return options;
    }

    /** The commands that this one is made of. */
    public List<SandboxCommand> parts() {
        return List.of();
    }

    protected final PrintWriter out() {
        return session.terminal().out();
    }

    protected final PrintWriter err() {
        return session.terminal().err();
    }

    protected final void print(Map<String, Object> document) {
        out().println(Json.text(document));
    }

    /** The directory that the command works for. */
    public final Path directory() {
        Path here = session.directory();
        Path project =
                (options.project().isPresent() ? here.resolve(options.project().get()) : here).normalize();
        if (!Files.isDirectory(project)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "there is no directory " + project, "correct --project, or create the directory");
        }
        return project;
    }

    public final HostFacts facts() {
        return HostProbe.look(environment(), directory());
    }

    /** A sandbox command within a matrix connects for a command of its own, which is not the matrix's. */
    public final Environment environment() {
        return session.environment().with(Setting.WITNESS.variable(), "");
    }

    public final SandboxLookup lookup() {
        return found.isPresent() ? found.get() : SandboxLookup.from(directory());
    }

    /** Have it be about a sandbox that was looked up already. */
    public final void about(SandboxLookup sandbox) {
        found = Optional.of(sandbox);
    }

    public final Progress progress() {
        return new StepProgress(session);
    }

    /** The running sandbox of the project, or the failure that says how to start one. */
    public final SandboxState running(Sandbox sandbox) {
        return sandbox.running().orElseThrow(() -> notRunning(lookup()));
    }

    public final SandboxState running(SandboxLookup lookup) {
        return lookup.running().orElseThrow(() -> notRunning(lookup));
    }

    private RuntimeException notRunning(SandboxLookup lookup) {
        return absent(lookup, "no sandbox is running");
    }

    /** The failure of a command that finds no sandbox: it says what is wrong with its state, or how to start one. */
    protected final RuntimeException absent(SandboxLookup lookup, String message) {
        Path project = lookup.path().resolveSibling("");
        return lookup.refusal()
                .<RuntimeException>map(finding -> new PostgresUnavailableException(
                        "sandbox in " + project, List.of(Diagnosis.of(ProviderKind.SANDBOX, finding))))
                .orElseGet(() -> new CommandFailure(ExitCode.NO_POSTGRES, message + " in " + project, start()));
    }

    /** Say whose sandbox a command is about where that is not the one of the directory that it was called for. */
    protected final void tellProject() {
        Path here = directory().toAbsolutePath().normalize();
        Path project = lookup().path().resolveSibling("");
        if (!project.equals(here)) {
            err().println("note: this is about the sandbox of the project " + project + ", which " + here
                    + " is a part of");
        }
    }

    /** Where we run, as markers tell. */
    public final Surroundings surroundings() {
        return SandboxMarkers.read(session.environment()).surroundings();
    }

    /** How to get a Postgres here that lasts as long as it is needed. */
    protected final String start() {
        return surroundings().endsBackground() ? "sandbox run -- COMMAND" : "sandbox up";
    }
}
