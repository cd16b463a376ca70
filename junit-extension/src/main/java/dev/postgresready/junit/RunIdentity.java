package dev.postgresready.junit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which run of the tests this JVM belongs to: forks of one Maven, one after the other too, are one run. Of other parents,
 * such as an IDE or a Gradle daemon, which outlive many runs, those JVMs are one that run at the same time.
 *
 * @param parent the JVM that started this one; empty where none did, or it cannot be seen
 * @param ofMaven whether that ends with the run
 * @param began when this JVM did
 */
record RunIdentity(String parent, boolean ofMaven, Instant began) {

    /** Surefire sets it where it starts its forks with one jar for all. */
    private static final String CLASS_PATH = "surefire.real.class.path";

    /** The main class of its other forks, and of Failsafe's. */
    private static final String MAIN = "surefire.booter.ForkedBooter";

    static RunIdentity here() {
        ProcessHandle self = ProcessHandle.current();
        Optional<ProcessHandle> parent = javaAbove(self);
        boolean ofMaven = (System.getProperty(CLASS_PATH) != null
                        || System.getProperty("sun.java.command", "").contains(MAIN))
                && !parent.flatMap(above -> above.info().commandLine())
                        .orElse("")
                        .contains("mvnd");
        return new RunIdentity(
                parent.map(RunIdentity::name).orElse(""),
                ofMaven,
                ProcessStart.of(self).orElse(Instant.now()));
    }

    /** A build tool may start its forks by way of a shell. */
    private static Optional<ProcessHandle> javaAbove(ProcessHandle process) {
        Optional<ProcessHandle> above = process.parent();
        while (above.isPresent() && !isJava(above.get())) {
            above = above.get().parent();
        }
        return above;
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(path -> path.matches(".*java\\w*([.]exe)?"))
                .isPresent();
    }

    /** Ids of processes are given anew, so the time goes with it. */
    private static String name(ProcessHandle process) {
        return process.pid()
                + process.info().startInstant().map(start -> " since " + start).orElse("");
    }

    /** Whether what another JVM wrote at a time, under its parent's name, is of the same run. */
    boolean shares(String otherParent, Instant written) {
        return !parent.isEmpty() && parent.equals(otherParent) && (ofMaven || !written.isBefore(began));
    }
}
