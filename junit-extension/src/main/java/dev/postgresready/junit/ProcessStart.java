package dev.postgresready.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process started by the clock on the wall, to some 20 ms on Linux. The JDK adds to whole seconds of the boot, so that
 * its answer is up to a second too early, and what an earlier JVM wrote at its end would count as written meanwhile.
 */
final class ProcessStart {

    /** What the kernel tells in ticks it tells in hundredths of a second, whatever its own are. */
    private static final int TICK_MILLIS = 10;

    /** Of the fields from the state on, which follows the name. */
    private static final int START = 19;

    private static final Duration WHOLE_SECOND = Duration.ofMillis(1020);

    private ProcessStart() {}

    /** Empty where the system does not tell. */
    static Optional<Instant> of(ProcessHandle process) {
        return process.info().startInstant().map(early -> sooner(early, process));
    }

    private static Instant sooner(Instant early, ProcessHandle process) {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            long ticks =
                    Long.parseLong(stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1)[START]);
            long up = Math.round(1000 * Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))));
            Instant exact = Instant.now().minusMillis(up - ticks * TICK_MILLIS);
            // a container may be told of its own uptime
            boolean sound = exact.isAfter(early) && exact.isBefore(early.plus(WHOLE_SECOND));
            return sound ? exact : early;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return early;
        }
    }
}
