package dev.postgresready.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a database {@linkplain ByHand by hand} which is known to be right: its directory is nobody else's meanwhile,
 * and the migrations of the class path are those that it was made with. Less cannot be looked at by who promises that.
 */
final class KnownByHand {

    private KnownByHand() {}

    /** Note what a directory was migrated with. */
    static void remember(Path home) throws IOException {
        Files.writeString(home.resolve("content"), content());
    }

    /** What a new JVM does with it. */
    static void ask(long start, String url, List<String> words) throws IOException, SQLException {
        Path home = Path.of(words.get(words.indexOf("-D") + 1)).resolveSibling("");
        try (FileChannel lock =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new IllegalStateException(home + " is another JVM's");
            }
            Look look = new Look();
            look.start(); // while the server starts and the driver is loaded
            Process running = new ByHand(words, url).started();
            look.compare(home);
            ByHand.askCopy(start, url);
            ByHand.ended(running);
        }
    }

    /** One look at the migrations of the class path, beside what else a JVM does. */
    private static final class Look extends Thread {

        private @Nullable String seen;

        @Override
        public void run() {
            try {
                seen = content();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void compare(Path home) throws IOException {
            try {
                join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (!Files.readString(home.resolve("content")).equals(seen)) {
                throw new IllegalStateException(home + " was made with other migrations");
            }
        }
    }

    private static String content() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (URL place : Collections.list(KnownByHand.class.getClassLoader().getResources(Once.MIGRATIONS))) {
                JarFile jar = ((JarURLConnection) place.openConnection()).getJarFile();
                for (String file : files(jar)) {
                    digest.update(file.getBytes(StandardCharsets.UTF_8));
                    try (InputStream content = jar.getInputStream(jar.getEntry(file))) {
                        digest.update(content.readAllBytes());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SortedSet<String> files(JarFile jar) {
        SortedSet<String> files = new TreeSet<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(Once.MIGRATIONS + "/")) {
                files.add(entry.getName());
            }
        }
        return files;
    }
}
