package dev.postgresready.cli.session;

import dev.postgresready.host.Environment;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What a command knows of the world around it.
 *
 * @param directory where the caller stands
 */
public record Session(
        Environment environment, Path directory, Terminal terminal, InputStream in, Interruption interruption) {

    public static Session ofProcess() {
        Environment environment = Environment.current();
        return new Session(
                environment,
                path(environment.systemProperty("user.dir").orElse(".")),
                Terminal.ofProcess(environment),
                System.in,
                new Interruption(Thread.currentThread()));
    }

    /** One whose letters a JVM lost by its locale has the name of none, so that it is not found instead of breaking us. */
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return Path.of(text.replaceAll("[^\\p{ASCII}]", "?"));
        }
    }

    /** The same, with what it prints going elsewhere. */
    public Session tellingTo(Writer out, Writer err) {
        return new Session(environment, directory, terminal.telling(out, err), in, interruption);
    }

    /** The same, for a caller who stands elsewhere. */
    public Session at(Path place) {
        return new Session(environment, place, terminal, in, interruption);
    }
}
