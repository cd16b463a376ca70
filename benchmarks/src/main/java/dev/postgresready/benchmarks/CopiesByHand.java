package dev.postgresready.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A database for each class of a suite by a few lines: a server {@linkplain ByHand started by hand}, and copies of what
 * was migrated there before, made ahead one after another. Nobody looks at anything, and no copy is dropped or given back.
 */
final class CopiesByHand {

    /** The property that names how the server is started, a line for each word. */
    private static final String START = "suite.by-hand.start";

    /** The property that names the migrated database. */
    private static final String URL = "suite.by-hand.url";

    private static final BlockingQueue<String> READY = new ArrayBlockingQueue<>(SuiteBenchmark.CLASSES);

    private static @Nullable Process server;

    private CopiesByHand() {}

    /** What tells a JVM to use this. */
    static List<String> properties(ByHand server) {
        return List.of("-D" + START + "=" + String.join("\n", server.start()), "-D" + URL + "=" + server.url());
    }

    /** Start the server and make the copies, if this JVM's suite is the one that uses them. */
    static void begin() {
        if (System.getProperty(START) != null) {
            Thread maker = new Thread(CopiesByHand::make, "copies");
            maker.setDaemon(true);
            maker.start();
        }
    }

    /** The URL of a copy that no other class has. */
    static String next() {
        try {
            return READY.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drop the copies for the next JVM, and end the server. */
    static void end() {
        Process running = server;
        if (running == null) {
            return;
        }
        try {
            onEach("drop database copy%d");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            ByHand.ended(running);
        }
    }

    private static void make() {
        String url = System.getProperty(URL);
        try {
            server = new ByHand(List.of(System.getProperty(START).split("\n", -1)), url).started();
            onEach("create database copy%d template postgres strategy file_copy");
        } catch (IOException | SQLException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void onEach(String command) throws SQLException {
        String url = System.getProperty(URL);
        try (Connection connection = DriverManager.getConnection(ByHand.in("template1", url));
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < SuiteBenchmark.CLASSES; i++) {
                statement.execute(command.replace("%d", Integer.toString(i)));
                READY.offer(ByHand.in("copy" + i, url));
            }
        }
    }
}
