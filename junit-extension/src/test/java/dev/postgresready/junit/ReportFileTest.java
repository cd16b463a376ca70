package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    private static final Path REPORT = Path.of("postgres-ready", "report.json");

    @TempDir
    Path project;

    @Test
    void goesWhereMavenBuilds() throws IOException {
        Files.createDirectory(project.resolve("target"));
        assertThat(ReportFile.location(project))
                .isEqualTo(project.resolve("target").resolve(REPORT));
    }

    @Test
    void goesWhereMavenWillBuildAsItsIgnoredFilesAreThere() throws IOException {
        Files.createFile(project.resolve("pom.xml"));
        assertThat(ReportFile.location(project))
                .isEqualTo(project.resolve("target").resolve(REPORT));
    }

    @Test
    void goesWhereGradleBuildsElse() {
        assertThat(ReportFile.location(project))
                .isEqualTo(project.resolve("build").resolve(REPORT));
    }
}
