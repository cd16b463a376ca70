package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed programs come from the committed source, and from nothing else. */
class CageBuildTest {

    private static final Path SOURCES = Path.of("src/main/native").toAbsolutePath();

    private final Properties recorded = new Properties();

    @TempDir
    private Path scratch;

    @BeforeEach
    void readRecord() throws IOException {
        try (Reader reader = Files.newBufferedReader(SOURCES.resolve("built.properties"))) {
            recorded.load(reader);
        }
    }

    @Test
    void wereBuiltFromThisSource() throws Exception {
        assertThat(hash(SOURCES.resolve("cage.c")))
                .as("run sandbox-cli/src/main/native/build after a change of the source")
                .isEqualTo(recorded.getProperty("cage.c"));
        for (String program : List.of("linux-x86_64", "linux-aarch64")) {
            assertThat(hash(CagePrograms.DIRECTORY.resolve(program)))
                    .as(program)
                    .isEqualTo(recorded.getProperty(program));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-aarch64"})
    void areWhatTheRecordedToolsMakeOfIt(String program) throws IOException {
        ProcessResult result = ProcessRunner.run(
                Command.of(SOURCES, List.of("bash", "build", scratch.toString())), Duration.ofMinutes(1));
        assertThat(result.output()).isEmpty();
        Path tools = scratch.resolve(program + ".tools");
        assumeTrue(
                Files.exists(tools) && Files.readString(tools).strip().equals(recorded.getProperty(program + ".tools")),
                "other tools make other bytes, and the recorded ones are not here");
        assertThat(scratch.resolve(program)).hasSameBinaryContentAs(CagePrograms.DIRECTORY.resolve(program));
    }

    private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
