package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.Sandbox;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the sandbox's server has said. */
@Command(name = "logs", description = "Show the last lines of the log of this project's Postgres.")
public final class LogsCommand extends SandboxCommand {

    private static final int POLL_MILLIS = 200;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    int lines = 50;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until interrupted.")
    boolean follow;

    public LogsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (lines < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--lines is " + lines, "give how many lines to show, 0 or more");
        }
        SandboxLookup sandbox = lookup();
        Optional<SandboxState> elsewhere =
                sandbox.remembered().filter(state -> !state.elsewhere().isEmpty());
        if (elsewhere.isPresent()) {
            tellOf(elsewhere.get());
            return ExitCode.OK;
        }
        Path log = sandbox.remembered()
                .map(state -> state.log())
                .filter(Files::exists)
                .orElseThrow(() -> absent(sandbox, "there is no log: no sandbox"));
        try {
            tell(log);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private void tellOf(SandboxState state) {
        String container = state.container()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NO_POSTGRES,
                        "there is no log: the server of this " + state + " is not ours",
                        "ask whoever runs it"));
        if (follow) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--follow is for servers that are processes", "docker logs -f " + container);
        }
        List<String> last = Sandbox.of(facts(), progress())
                .containerLog(state, lines)
                .lines()
                .toList();
        if (options().json()) {
            print(Json.document("lines", last));
        } else {
            last.forEach(session.terminal().forPrograms()::println);
        }
    }

    private void tell(Path log) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            List<String> all = rest(file).lines().toList();
            List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
            if (options().json()) {
                print(Json.document("lines", last));
                return;
            }
            last.forEach(session.terminal().forPrograms()::println);
            // nobody may read it any more, or it cannot be kept
            while (follow && !out().checkError()) {
                session.terminal().forPrograms().print(rest(file));
                session.terminal().forPrograms().flush();
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private static String rest(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[(int) Math.min(file.length() - file.getFilePointer(), Integer.MAX_VALUE / 2)];
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
