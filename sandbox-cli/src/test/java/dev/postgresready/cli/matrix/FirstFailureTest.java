package dev.postgresready.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFailureTest {

    @TempDir
    Path directory;

    private String in(String... lines) throws IOException {
        Path output = directory.resolve("output");
        Files.write(output, java.util.List.of(lines));
        return FirstFailure.in(output, 3);
    }

    @Test
    void takesTheSummaryOfSurefireBeforeItsStackTraces() throws IOException {
        assertThat(in(
                        "[INFO] Running com.example.VisitsTest",
                        "[ERROR] com.example.VisitsTest.counts -- Time elapsed: 0.1 s <<< FAILURE!",
                        "org.opentest4j.AssertionFailedError: expected: 2",
                        "[ERROR] Failures: ",
                        "[ERROR]   VisitsTest.counts:25 expected: 2",
                        "[ERROR]   VisitsTest.other:31 expected: 9",
                        "[ERROR] Failed to execute goal"))
                .isEqualTo("VisitsTest.counts:25 expected: 2");
    }

    @Test
    void knowsHowOtherRunnersWrite() throws IOException {
        assertThat(in("> Task :test", "VisitsTest > counts() FAILED", "BUILD FAILED"))
                .isEqualTo("VisitsTest > counts() FAILED");
        assertThat(in("E  assert 1 == 2", "FAILED tests/test_shop.py::test_total - assert 1 == 2"))
                .isEqualTo("tests/test_shop.py::test_total - assert 1 == 2");
        assertThat(in("=== RUN TestTotal", "--- FAIL: TestTotal (0.00s)", "FAIL"))
                .isEqualTo("TestTotal (0.00s)");
        assertThat(in("FAIL ./shop.test.js", "  \u001b[1m\u25cf shop \u203a total\u001b[22m"))
                .isEqualTo("shop \u203a total");
        assertThat(in("ok 1", "not ok 2 - total", "not ok 3")).isEqualTo("not ok 2 - total");
        assertThat(in("[INFO] Building", "[ERROR] COMPILATION ERROR :", "[ERROR] BUILD"))
                .isEqualTo("COMPILATION ERROR :");
    }

    @Test
    void takesTheLastErrorElseTheLastLine() throws IOException {
        assertThat(in("error: first", "psql: FATAL: no such database", "bye"))
                .isEqualTo("psql: FATAL: no such database");
        assertThat(in("one", "two", "")).isEqualTo("two");
        assertThat(in("")).isEqualTo("exit code 3 and no output");
    }

    @Test
    void shortensWhatIsLong() throws IOException {
        assertThat(in("x".repeat(1000))).hasSize(160).endsWith("...");
    }
}
