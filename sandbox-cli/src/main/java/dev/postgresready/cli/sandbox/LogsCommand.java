package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.sandbox.SandboxLookup;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        SandboxLookup sandbox = lookup();
        Path log = sandbox.remembered()
                .map(state -> state.log())
                .filter(Files::exists)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NO_POSTGRES,
                        "there is no log: no sandbox in " + sandbox.path().getParent(),
                        start()));
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

    private void tell(Path log) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            List<String> all = rest(file).lines().toList();
            List<String> last = all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size());
            if (options().json()) {
                print(Json.document("lines", last));
                return;
            }
            last.forEach(out()::println);
            while (follow) {
                out().print(rest(file));
                out().flush();
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
