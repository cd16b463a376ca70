package dev.postgresready.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The first run on a machine: from the start of main to a server, where neither side has unpacked anything yet. */
final class FirstBenchmark {

    static final String BY_SHELL = "xz, tar, initdb and the server by a shell, nothing else (floor)";

    static final String BY_HAND = "the same from a JVM, with a password and a cluster that is kept (floor)";

    private FirstBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Rounds.of(arguments, 15);
        Samples samples = new Samples();
        for (int round = 0; round < rounds; round++) {
            for (String way : List.of("our-server", "zonky-server")) {
                samples.add(way, measured(way));
            }
            samples.add(BY_SHELL, byShell());
            samples.add(BY_HAND, byHand());
        }
        samples.print("first: a server is up on a machine where nothing was unpacked yet");
    }

    /** In places of its own: directories of servers are kept elsewhere, and found again by where their binaries are. */
    private static double measured(String way) throws IOException, InterruptedException {
        Places places = Places.inMemory();
        try {
            return FreshBenchmark.inside(places, List.of(way));
        } finally {
            Children.delete(places.root());
        }
    }

    private static double byShell() throws IOException, InterruptedException {
        Places places = Places.inMemory();
        try {
            return ByHand.unpacked(places);
        } finally {
            Children.delete(places.root());
        }
    }

    private static double byHand() throws IOException, InterruptedException {
        Places places = Places.inMemory();
        try {
            Path home = ByHand.home(places.root().resolve("by-hand"));
            return FreshBenchmark.inside(places, List.of("by-hand-first", home.toString()));
        } finally {
            Children.delete(places.root());
        }
    }
}
