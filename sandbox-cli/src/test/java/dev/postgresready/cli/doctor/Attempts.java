package dev.postgresready.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Tries what a cage may deny and prints how each attempt went; a program of its own, so that it can be caged. */
final class Attempts {

    private Attempts() {}

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws InterruptedException {
        attempt("unix", () -> SocketChannel.open(StandardProtocolFamily.UNIX).close());
        attempt("listen", () -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close());
        attempt("connect", () -> new Socket(InetAddress.getLoopbackAddress(), 1).close());
        attempt("memory", () -> makeFile(Path.of("/dev/shm")));
        attempt("home", () -> makeFile(Path.of(System.getenv("HOME"))));
        attempt("here", () -> makeFile(Path.of("").toAbsolutePath()));
        attempt("execute", () -> execute(Path.of(System.getenv("HOME"))));
    }

    private static void attempt(String name, Attempt attempt) throws InterruptedException {
        try {
            attempt.run();
            System.out.println(name + ": done");
        } catch (IOException e) {
            System.out.println(name + ": " + e.getMessage());
        }
    }

    private static void makeFile(Path directory) throws IOException {
        Files.delete(Files.createTempFile(directory, "attempt", ""));
    }

    private static void execute(Path directory) throws IOException, InterruptedException {
        Path copy = Files.createTempFile(directory, "attempt", "");
        try {
            Files.write(copy, Files.readAllBytes(Path.of("/bin/true").toRealPath()));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            new ProcessBuilder(copy.toString()).start().waitFor();
        } finally {
            Files.delete(copy);
        }
    }
}
