package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** One failure in a JVM of its own: how long until it is told, and in which words. See benchmarks/docker-failures. */
public final class DockerFailure {

    private DockerFailure() {}

    /** Arguments: ours or testcontainers, the image, and how the socket given is to behave: real, silent, error. */
    public static void main(String[] arguments) throws IOException {
        behave(arguments[2], Path.of(arguments[3]));
        long start = System.nanoTime();
        String told;
        try {
            told = arguments[0].equals("ours") ? ours() : testcontainers(arguments[1]);
        } catch (PostgresUnavailableException e) {
            told = Objects.toString(e.getMessage());
        } catch (RuntimeException e) {
            told = words(e);
        }
        System.out.printf(
                "%s: %.0f ms%n  %s%n", arguments[0], (System.nanoTime() - start) / 1e6, told.replace("\n", "\n  "));
        Runtime.getRuntime().halt(0);
    }

    private static String ours() {
        try (PostgresFixtures fixtures = PostgresFixtures.create()) {
            return fixtures.open(PostgresRequest.builder()
                            .provider(ProviderKind.DOCKER)
                            .build())
                    .name();
        }
    }

    private static String testcontainers(String image) {
        try (PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))) {
            container.start();
            return container.getJdbcUrl();
        }
    }

    private static String words(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.append(words.isEmpty() ? "" : "\ncaused by ")
                    .append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        return words.toString();
    }

    private static void behave(String how, Path socket) throws IOException {
        if (how.equals("real")) {
            return;
        }
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        if (how.equals("dead")) {
            server.close();
            return;
        }
        Thread thread = new Thread(() -> serve(server, how));
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(ServerSocketChannel server, String how) {
        byte[] error = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 18\r\n\r\n{\"message\":\"nope\"}"
                .getBytes(StandardCharsets.US_ASCII);
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (how.equals("error")) {
                    channel.read(ByteBuffer.allocate(4096));
                    channel.write(ByteBuffer.wrap(error));
                    channel.close();
                }
            } catch (IOException e) {
                // whoever asked is gone
            }
        }
    }
}
