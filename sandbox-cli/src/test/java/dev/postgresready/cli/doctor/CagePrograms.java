package dev.postgresready.cli.doctor;

import java.nio.file.Path;

/** Where the committed programs are. */
final class CagePrograms {

    static final Path DIRECTORY =
            Path.of("src/main/resources/dev/postgresready/cage").toAbsolutePath();

    private CagePrograms() {}

    static Path ofThisMachine() {
        return DIRECTORY.resolve(System.getProperty("os.arch").equals("aarch64") ? "linux-aarch64" : "linux-x86_64");
    }
}
