package dev.postgresready.cli;

import dev.postgresready.host.Environment;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * What a command knows of the world around it.
 *
 * @param directory where the caller stands
 */
record Session(Environment environment, Path directory, Terminal terminal, InputStream in, Interruption interruption) {

    static Session ofProcess() {
        Environment environment = Environment.current();
        return new Session(
                environment,
                Path.of(environment.systemProperty("user.dir").orElse(".")),
                Terminal.ofProcess(environment),
                System.in,
                new Interruption(Thread.currentThread()));
    }
}
