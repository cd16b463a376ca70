package dev.postgresready.cli.launcher;

import dev.postgresready.cli.call.Call;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.cli.sql.SqlCommand;
import dev.postgresready.host.Environment;
import dev.postgresready.host.SandboxFact;
import dev.postgresready.host.SandboxState;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessRunner;
import dev.postgresready.transport.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Walks once through what short commands do, so that the JVM can archive the classes they need. A shell
 * that waits stands for the server of a project in a directory that is removed again.
 */
final class Rehearsal {

    private static final int WELCOME_LENGTH = 8;

    private final Path project;
    private final Session session;

    private Rehearsal(Path project) {
        this.project = project;
        this.session = new Session(
                // without what is set here, which might have a command do something
                new Environment(Map.of(), Environment.current().systemProperties()),
                project,
                new Terminal(
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(Writer.nullWriter()),
                        false,
                        false,
                        true,
                        false,
                        100),
                InputStream.nullInputStream(),
                new Interruption(Thread.currentThread()));
    }

    /** Perform, and write fixed texts to the directory that is named. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path project = Files.createTempDirectory("sandbox-rehearsal-");
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answer(socket), "sandbox-rehearsal");
            server.setDaemon(true);
            server.start();
            Rehearsal rehearsal = new Rehearsal(project);
            Process process = rehearsal.pretendToRun(socket.getLocalPort());
            try {
                rehearsal.perform();
            } finally {
                process.destroyForcibly();
            }
            OwnClasses.load();
            if (arguments.length > 0) {
                new FixedTexts(rehearsal.session).write(Path.of(arguments[0]));
            }
        } finally {
            remove(project);
        }
    }

    private void perform() throws SQLException {
        begin();
        run("--help");
        run("explain", "PGR-ROOT");
        run("explain", "--json", "PGR-ROOT");
        run("logs");
        run("logs", "--help");
        if (run("status") == ExitCode.OK) {
            List.of("status", "env", "up").forEach(command -> {
                run(command);
                run(command, "--json");
            });
            run("env", "--format", "shell");
            run("sql", "--csv", "select 1");
            SqlCommand.rehearse(session.terminal().out());
            run("run", "--", "no-such-program-" + ProcessHandle.current().pid());
        }
    }

    /** What each process does before its command. */
    private void begin() {
        Terminal terminal = Terminal.ofProcess(
                new Environment(Map.of("LANG", "C.UTF-8"), Environment.current().systemProperties()));
        terminal.out().flush();
        Interruption interruption = new Interruption(Thread.currentThread());
        interruption.watch();
        interruption.commandEnded();
    }

    private int run(String... arguments) {
        return Call.run(session, arguments);
    }

    /** Write what a sandbox leaves, with a process as its server that is told what a server is told. */
    private Process pretendToRun(int port) throws IOException {
        Path sandbox = Files.createDirectory(project.resolve(SandboxFact.DIRECTORY));
        Path data = Files.createDirectory(sandbox.resolve("data"));
        Process server = ProcessRunner.pipe(
                Command.of(data, List.of("/bin/sh", "-c", "read line", "sh", "-D", data.toString())));
        long started = server.info().startInstant().orElse(Instant.now()).getEpochSecond();
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        Files.writeString(
                data.resolve("postmaster.pid"),
                String.join("\n", Long.toString(server.pid()), data.toString(), Long.toString(started), "", "", "", "")
                        + "\nready   \n");
        Files.writeString(sandbox.resolve("mutex"), "");
        SandboxState state = SandboxState.draft(
                        data, "rehearsal", new SandboxState.Content("app", "metaextract", "", "25", "", "embedded"))
                .runningAs(server.pid(), ServerAddress.tcp(port), "rehearsal")
                .confirmed("17.0");
        Path file = Files.writeString(SandboxFact.stateFile(sandbox), "");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            state.toProperties().store(writer, "");
        }
        return server;
    }

    /** Say what a server says first, and nothing more. */
    private static void answer(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().readNBytes(WELCOME_LENGTH);
                client.getOutputStream().write('N');
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
