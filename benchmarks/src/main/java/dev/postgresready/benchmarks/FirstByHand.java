package dev.postgresready.benchmarks;

import dev.postgresready.provision.launch.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A first run {@linkplain ByHand by hand} of a JVM: the archive of the class path through the system's xz and tar, initdb
 * with a password, a copy of the cluster for the next server, the server. Nothing is examined or verified, and the directory
 * is whoever's it is.
 */
final class FirstByHand {

    private FirstByHand() {}

    /** From the start of main to a server that is ready, in a directory that is there already. */
    static void ready(long start, Path home) throws IOException {
        unpack(home);
        initialise(home);
        keep(home);
        List<String> words = ByHand.asOrdinary(home.resolve("bin/postgres").toString());
        words.addAll(List.of("-D", home.resolve("data").toString(), "-p", Integer.toString(FreePort.any())));
        words.addAll(List.of("-c", "unix_socket_directories=", "-c", "fsync=off"));
        ByHand server = new ByHand(words, "");
        Process running = server.ready(server.spawned());
        Children.say(start);
        ByHand.ended(running);
    }

    private static void unpack(Path home) throws IOException {
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder("xz", "-dc"),
                new ProcessBuilder("tar", "-x", "-C", home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)));
        try (InputStream packed = ByHand.archive();
                OutputStream input = pipe.get(0).getOutputStream()) {
            packed.transferTo(input);
        }
        for (Process process : pipe) {
            expectDone(process, "xz and tar");
        }
    }

    private static void initialise(Path home) throws IOException {
        Path password = Files.writeString(home.resolve("password"), ByHand.PASSWORD);
        List<String> words = ByHand.asOrdinary(home.resolve("bin/initdb").toString());
        words.addAll(List.of("-D", home.resolve("data").toString(), "-U", "postgres", "--pwfile=" + password));
        words.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--wal-segsize=1", "--no-sync"));
        expectDone(
                new ProcessBuilder(words)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                "initdb");
    }

    /** Without that, whoever needs a second server runs initdb once more. */
    private static void keep(Path home) throws IOException {
        expectDone(
                new ProcessBuilder(
                                "cp",
                                "-a",
                                home.resolve("data").toString(),
                                home.resolve("kept").toString())
                        .start(),
                "cp");
    }

    private static void expectDone(Process process, String what) {
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException(what + " ended with exit code " + code);
        }
    }
}
