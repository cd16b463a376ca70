package dev.postgresready.cli.matrix;

import dev.postgresready.report.ConnectionWitness;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the processes of one run leave word of what they connected to; closed to other accounts. */
record WitnessDirectory(Path path) implements AutoCloseable {

    static WitnessDirectory create() throws IOException {
        return new WitnessDirectory(Files.createTempDirectory("postgres-ready-matrix-"));
    }

    List<ConnectionWitness> read() throws IOException {
        return ConnectionWitness.readAll(path);
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
