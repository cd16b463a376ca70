package dev.postgresready.benchmarks;

import dev.postgresready.plan.ServerSettings;
import dev.postgresready.provision.launch.FreePort;
import dev.postgresready.request.PostgresVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that a few lines make and start which do nothing else: no look at the machine, nobody kept away, nothing
 * verified, nothing copied, nobody told why. What promises any of that takes longer, in whatever language.
 *
 * @param start the words that start it in its directory, which is ready
 * @param url with the password
 */
record ByHand(List<String> start, String url) {

    static final String READY = "ready to accept connections";

    static final String PASSWORD = "known-to-this-benchmark-alone";

    /** In this order: where to, the archive, a port, and the words that make a server somebody else's than root's. */
    private static final String UNPACK_AND_START = """
            set -e
            dir=$1 archive=$2 port=$3
            shift 3
            xz -dc "$archive" | tar -x -C "$dir"
            "$@" "$dir/bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --no-locale --wal-segsize=1 \
                --no-sync > "$dir/initdb.log"
            "$@" "$dir/bin/postgres" -D "$dir/data" -p "$port" -c unix_socket_directories= -c fsync=off 2>&1 |
                while read -r line; do
                    case $line in *"ready to accept connections"*)
                        echo "measured 0"
                        kill -INT "$(head -n 1 "$dir/data/postmaster.pid")"
                    esac
                done
            """;

    /** Make the directory of a server with the migrations, below {@code places}, by binaries that are unpacked there. */
    static ByHand migrated(Places places) throws IOException, InterruptedException {
        Path binaries = binaries(places);
        Path home = home(places.root().resolve("by-hand"));
        Path password = Files.writeString(home.resolve("password"), PASSWORD);
        List<String> initdb = asOrdinary(binaries.resolve("initdb").toString(), "-D", data(home), "-U", "postgres");
        initdb.addAll(List.of("--pwfile=" + password, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"));
        initdb.addAll(List.of("--wal-segsize=1", "--no-sync", "--set=scram_iterations=1"));
        Children.wholeLife(initdb, Map.of(), home);
        int port = FreePort.any();
        List<String> start =
                asOrdinary(binaries.resolve("postgres").toString(), "-D", data(home), "-p", Integer.toString(port));
        start.addAll(List.of("-c", "unix_socket_directories="));
        ServerSettings.shared(PostgresVersion.DEFAULT.major(), 1)
                .forEach((name, value) -> start.addAll(List.of("-c", name + "=" + value)));
        ByHand server = new ByHand(
                start, "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=" + PASSWORD);
        Process running = server.started();
        try {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(server.url());
            Once.migrate(database);
        } finally {
            ended(running);
        }
        removeMaps(Path.of(data(home), "base"));
        KnownByHand.remember(home);
        return server;
    }

    /** A quarter of the files, which every copy would have again and no query here needs. */
    private static void removeMaps(Path databases) throws IOException {
        try (Stream<Path> files = Files.walk(databases)) {
            for (Path file : files.toList()) {
                if (file.toString().matches(".*_(fsm|vm)")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The arguments of {@link Once} that have a new JVM do something with it. */
    List<String> words(String what) {
        List<String> words = new ArrayList<>(List.of(what, url));
        words.addAll(start);
        return words;
    }

    /** Start it, and return when it says that it is ready; the driver is loaded meanwhile. */
    Process started() throws IOException {
        Process process = spawned();
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
        return ready(process);
    }

    Process spawned() throws IOException {
        return new ProcessBuilder(start).redirectErrorStream(true).start();
    }

    /** Return when it says that it is. */
    Process ready(Process process) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(READY)) {
                return process;
            }
            said.append(line).append('\n');
        }
        throw new IOException(String.join(" ", start) + " ended:\n" + said);
    }

    static void ended(Process process) {
        process.destroy();
        process.onExit().join();
    }

    /** What a new JVM does with it. */
    static void ask(long start, String url, List<String> words) throws IOException, SQLException {
        Process running = new ByHand(words, url).started();
        Once.ask(DriverManager.getConnection(url));
        Children.say(start);
        ended(running);
    }

    /** The same with a database of its own, copied from the migrated one and dropped afterwards. */
    static void askCopy(long start, String url, List<String> words) throws IOException, SQLException {
        Process running = new ByHand(words, url).started();
        askCopy(start, url);
        ended(running);
    }

    static void askCopy(long start, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(in("template1", url));
                Statement statement = connection.createStatement()) {
            statement.execute("create database own template postgres strategy file_copy");
            Once.ask(DriverManager.getConnection(in("own", url)));
            Children.say(start);
            statement.execute("drop database own");
        }
    }

    /** The URL of another of its databases. */
    static String in(String database, String url) {
        return url.replace("/postgres?", "/" + database + "?");
    }

    /** From a packed archive to a server that is ready, by a shell: milliseconds. */
    static double unpacked(Places places) throws IOException, InterruptedException {
        Path home = home(places.root().resolve("by-shell"));
        Path archive = places.root().resolve("archive.txz");
        try (InputStream packed = archive()) {
            Files.copy(packed, archive);
        }
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", UNPACK_AND_START, "by-shell"));
        words.addAll(List.of(home.toString(), archive.toString(), Integer.toString(FreePort.any())));
        words.addAll(asOrdinary());
        return Children.run(words, Map.of()).outside();
    }

    /** The packed binaries of the class path. */
    static InputStream archive() {
        String name = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return Objects.requireNonNull(
                ByHand.class.getResourceAsStream("/postgres-linux-" + name + ".txz"), "no archive for Linux");
    }

    private static Path binaries(Places places) throws IOException {
        try (var found = Files.newDirectoryStream(places.root().resolve("cache/binaries"), "linux-*")) {
            return found.iterator().next().resolve("bin");
        }
    }

    private static String data(Path home) {
        return home.resolve("data").toString();
    }

    static Path home(Path directory) throws IOException, InterruptedException {
        Files.createDirectory(directory);
        if (!asOrdinary().isEmpty()) {
            Children.wholeLife(List.of("chown", "65534:65534", directory.toString()), Map.of(), directory);
        }
        return directory;
    }

    /** A command as somebody else than root, as whom Postgres does not start. */
    static List<String> asOrdinary(String... command) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        }
        words.addAll(List.of(command));
        return words;
    }
}
