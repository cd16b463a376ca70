package dev.postgresready.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.postgresready.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a sweep. */
class GcCommandTest {

    @TempDir
    private Path cache = Path.of("");

    @Test
    void namesTheClustersThatItRemoves() throws IOException {
        Cli cli = new Cli(cache).with("POSTGRES_READY_CACHE", cache.toString());
        String gone = cluster("gone");
        assertThat(cli.run("gc").out())
                .contains(", 1 clusters and 0 unpacked Postgres of no use, in " + cache)
                .contains("\n  " + gone + "\n");
        String other = cluster("other");
        assertThat(JsonParser.parseString(cli.run("gc", "--json").out())
                        .getAsJsonObject()
                        .getAsJsonArray("clusters"))
                .containsExactly(JsonParser.parseString('"' + other + '"'));
        assertThat(cache.resolve("clusters")).isEmptyDirectory();
    }

    private String cluster(String name) throws IOException {
        Path home = Files.createDirectories(cache.resolve("clusters").resolve(name));
        Files.createFile(home.resolveSibling(name + ".mutex"));
        Files.setLastModifiedTime(home, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        return home.toString();
    }
}
