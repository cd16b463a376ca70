package dev.postgresready.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.host.Environment;
import dev.postgresready.report.Phase;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepProgressTest {

    private final StringWriter err = new StringWriter();

    @Test
    void printsOneLineForEachStepWithItsTime() {
        StepProgress progress = progress(false);
        progress.started(Phase.PROVISION, "unpack");
        progress.advanced(Phase.PROVISION, "unpack", 1, 2);
        progress.finished(Phase.PROVISION, "unpack", "1054 entries", Duration.ofMillis(3_800));
        assertThat(err.toString()).isEqualToNormalizingNewlines("ok provision   3.8 s  unpack: 1054 entries\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "not usable", "not used: nothing listens on localhost:1 [PGR-CONNECT-REFUSED]"})
    void marksAStepThatFailed(String outcome) {
        progress(false).finished(Phase.PROVISION, "unpack", outcome, Duration.ofMillis(7));
        assertThat(err.toString()).startsWith("x provision");
    }

    @Test
    void rewritesTheLineOfAStepOnATerminal() {
        StepProgress progress = progress(true);
        progress.started(Phase.PROVISION, "fetch");
        progress.advanced(Phase.PROVISION, "fetch", 25, 100);
        assertThat(err.toString())
                .contains("\r\u001b[2K")
                .contains("fetch ... 25 %")
                .doesNotContain("\n");
    }

    @Test
    void goesNoFurtherAfterAnInterruption() throws InterruptedException {
        Interruption interruption = new Interruption(Thread.currentThread());
        StepProgress progress = new StepProgress(session(false, interruption));
        progress.started(Phase.SEED, "load");
        Thread hook = new Thread(interruption::interruptAndWait);
        hook.setDaemon(true);
        hook.start();
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> progress.advanced(Phase.SEED, "load", 1, 2)).isInstanceOf(CommandFailure.class);
        hook.interrupt();
        hook.join();
    }

    private StepProgress progress(boolean live) {
        return new StepProgress(session(live, new Interruption(Thread.currentThread())));
    }

    private Session session(boolean live, Interruption interruption) {
        PrintWriter writer = new PrintWriter(err);
        Terminal terminal = new Terminal(writer, writer, false, live, false, false, 80);
        return new Session(
                new Environment(Map.of(), Map.of()),
                Path.of(""),
                terminal,
                InputStream.nullInputStream(),
                interruption);
    }
}
