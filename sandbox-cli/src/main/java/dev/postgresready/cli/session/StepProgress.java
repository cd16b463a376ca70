package dev.postgresready.cli.session;

import dev.postgresready.report.Phase;
import dev.postgresready.report.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Tells steps on standard error: one line for each, with its time; on a terminal also the one under way. */
public final class StepProgress implements Progress {

    private static final Duration QUIET = Duration.ofSeconds(5);

    /** How the outcome of a step begins that came to nothing. */
    private static final Set<String> FAILURES = Set.of("failed", "refused", "not usable", "not used", "not possible");

    private static final int LABEL = 9;
    private static final int TIME = 7;

    private final Session session;
    private final PrintWriter err;
    private final boolean live;
    private long lastSpoken = System.nanoTime();

    public StepProgress(Session session) {
        this.session = session;
        this.err = session.terminal().err();
        this.live = session.terminal().live();
    }

    @Override
    public synchronized void started(Phase phase, String step) {
        session.interruption().check();
        if (live) {
            rewrite(line(Terminal.Mark.NONE, phase, "", step) + " ...");
        }
    }

    /** Without a terminal to rewrite a line on, one more line now and then shows that it goes on. */
    @Override
    public synchronized void advanced(Phase phase, String step, long done, long total) {
        session.interruption().check();
        String text =
                line(Terminal.Mark.NONE, phase, "", step) + " ... " + (total > 0 ? done * 100 / total + " %" : done);
        if (live) {
            rewrite(text);
        } else if (System.nanoTime() - lastSpoken > QUIET.toNanos()) {
            say(text);
        }
    }

    @Override
    public synchronized void finished(Phase phase, String step, String outcome, Duration took) {
        if (live) {
            rewrite("");
        }
        boolean failed = FAILURES.stream().anyMatch(outcome::startsWith);
        Terminal.Mark mark = failed ? Terminal.Mark.BAD : Terminal.Mark.GOOD;
        say(line(mark, phase, seconds(took), step) + ": " + outcome);
    }

    /** Padded by hand: the JDK's way takes a new JVM 5 ms. */
    private String line(Terminal.Mark mark, Phase phase, String time, String step) {
        String label = phase.label();
        return session.terminal().mark(mark) + " " + label + " ".repeat(Math.max(0, LABEL - label.length())) + " "
                + " ".repeat(Math.max(0, TIME - time.length())) + time + "  " + step;
    }

    private void say(String text) {
        lastSpoken = System.nanoTime();
        err.println(text);
    }

    private void rewrite(String text) {
        int width = session.terminal().width() - 1;
        session.terminal().rewrite(text.length() > width ? text.substring(0, width) : text);
    }

    /** A duration as people read it. */
    public static String seconds(Duration took) {
        long millis = took.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
