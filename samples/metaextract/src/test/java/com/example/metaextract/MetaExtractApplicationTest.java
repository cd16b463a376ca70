package com.example.metaextract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.junit.PostgresReady;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresReady(fixture = "metaextract")
class MetaExtractApplicationTest {

    @TempDir
    Path directory;

    @Test
    void startsWithARealPostgres(ConnectionInfo info) throws IOException, InterruptedException {
        assertThat(exitCode(Optional.of(info.url()))).isZero();
        assertThat(directory.resolve("output")).content().startsWith("storage: PostgreSQL 17.");
    }

    @Test
    void refusesToStartWithoutOne() throws IOException, InterruptedException {
        assertThat(exitCode(Optional.empty())).isEqualTo(3);
        assertThat(directory.resolve("output")).content().contains("DATABASE_URL: not set", "fix: ");
    }

    private int exitCode(Optional<String> databaseUrl) throws IOException, InterruptedException {
        ProcessBuilder application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MetaExtractApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Files.createFile(directory.resolve("output")).toFile());
        application.environment().keySet().removeIf(name -> name.matches("DATABASE_URL|STORAGE_REQUIRE_DATABASE"));
        databaseUrl.ifPresent(url -> application.environment().put("DATABASE_URL", url));
        return application.start().waitFor();
    }
}
