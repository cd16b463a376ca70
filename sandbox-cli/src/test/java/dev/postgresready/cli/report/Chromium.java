package dev.postgresready.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless browser whose only way out is a proxy of ours, which answers nothing and remembers what was asked for.
 * Where there is no browser its tests do not run, and say why; in CI they fail.
 */
final class Chromium implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Path program;
    private final Path directory;
    private final ServerSocket proxy;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Chromium(Path program, Path directory) throws IOException {
        this.program = program;
        this.directory = directory;
        this.proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::listen, "proxy");
        listener.setDaemon(true);
        listener.start();
    }

    static Chromium in(Path directory) throws IOException {
        Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (System.getenv("CI") == null) {
            assumeTrue(program.isPresent(), "no Chromium on the PATH: these tests look at the report through one");
        }
        assertThat(program).as("a browser, installed by .ci/setup").isPresent();
        return new Chromium(program.orElseThrow(), directory);
    }

    /** What the page became, with all that the browser said meanwhile. */
    String dom(Path page) throws IOException, InterruptedException {
        return run(page, "--dump-dom");
    }

    Path screenshot(Path page, String name, String... more) throws IOException, InterruptedException {
        Path picture = directory.resolve(name);
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--window-size=1100,1600");
        options.add("--hide-scrollbars");
        options.add("--screenshot=" + picture);
        run(page, options.toArray(String[]::new));
        return picture;
    }

    /** What any page asked for that is not a file. */
    List<String> requests() {
        return requests;
    }

    private String run(Path page, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox", // a test may run as root, for whom Chromium has none
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + directory.resolve("profile"),
                "--proxy-server=http://127.0.0.1:" + proxy.getLocalPort(),
                "--proxy-bypass-list=<-loopback>"));
        arguments.addAll(List.of(options));
        arguments.add(page.toUri().toString());
        Path output = Files.createTempFile(directory, "browser", ".out");
        Process browser = ProcessRunner.record(Command.of(directory, arguments), output, List.of());
        try {
            assertThat(browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the browser ends")
                    .isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(browser.exitValue()).as(said).isZero();
        return said;
    }

    private void listen() {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                String line = reader.readLine();
                if (line != null) {
                    requests.add(line);
                }
            } catch (IOException e) {
                requests.add("broken off: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
