package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessStartTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void isWhenItWasAndNotTheSecondBefore() throws Exception {
        Instant before = Instant.now();
        Process process = new ProcessBuilder("sleep", "60").start();
        Instant after = Instant.now();
        try {
            assertThat(ProcessStart.of(process.toHandle()))
                    .hasValueSatisfying(
                            start -> assertThat(start).isBetween(before.minusMillis(30), after.plusMillis(30)));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
