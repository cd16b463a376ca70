package dev.postgresready.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Where both sides keep their files in a benchmark: one directory, in memory where there is one, so that neither has a
 * faster disk, and nothing of the user's caches counts.
 */
record Places(Path root) {

    /** A directory in memory, else on disk. */
    static Places inMemory() throws IOException {
        Path memory = Path.of("/dev/shm");
        return fresh(Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A directory on disk, where what was deleted leaves traces. */
    static Places onDisk() throws IOException {
        return fresh(Path.of("/var/tmp"));
    }

    private static Places fresh(Path parent) throws IOException {
        Path root = Files.createTempDirectory(parent, "postgres-ready-benchmark-");
        // servers of root run as another account
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path temporary = Files.createDirectory(root.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Places(root);
    }

    /** Properties by which a JVM has its own caches here: zonky's binaries go to the temporary directory. */
    List<String> properties() {
        return List.of("-Djava.io.tmpdir=" + root.resolve("tmp"), "-Dpostgres.ready.cache=" + root.resolve("cache"));
    }

    /** The same for programs that start a JVM themselves. */
    Map<String, String> variables() {
        return Map.of("POSTGRES_READY_CACHE", root.resolve("cache").toString());
    }
}
