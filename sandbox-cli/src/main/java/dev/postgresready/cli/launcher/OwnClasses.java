package dev.postgresready.cli.launcher;

import dev.postgresready.sandbox.Sandbox;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** All classes of ours, so that an archive holds also those that a rehearsal does not come to: a start, an error. */
final class OwnClasses {

    private static final String SUFFIX = ".class";
    private static final String PACKAGE = "dev/postgresready/";

    private OwnClasses() {}

    /** Load them without initialising any; returns how many there were. Libraries that are not here some do without. */
    static int load() throws IOException {
        int loaded = 0;
        for (Class<?> member : List.of(OwnClasses.class, Sandbox.class)) {
            CodeSource source = member.getProtectionDomain().getCodeSource();
            loaded += source == null ? 0 : load(source);
        }
        return loaded;
    }

    private static int load(CodeSource source) throws IOException {
        int loaded = 0;
        try {
            Path code = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(code)) {
                try (JarFile jar = new JarFile(code.toFile())) {
                    for (JarEntry entry : jar.stream().toList()) {
                        loaded += load(entry.getName()) ? 1 : 0;
                    }
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return loaded;
    }

    private static boolean load(String entry) {
        if (!entry.startsWith(PACKAGE) || !entry.endsWith(SUFFIX) || entry.endsWith("-info.class")) {
            return false;
        }
        String name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
