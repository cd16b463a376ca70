package dev.postgresready.benchmarks;

import java.io.IOException;
import java.util.List;

/** A server, empty and ready: ours and zonky's, in a JVM that has started some before, and as the first thing in one. */
final class ServerBenchmark {

    private static final String WARM = "warm";
    private static final int WARM_UP = 3;

    private ServerBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals(WARM)) {
            warm(Integer.parseInt(arguments[1]));
            return;
        }
        int rounds = Rounds.of(arguments, 21);
        Places places = Places.inMemory();
        try {
            Samples cold = new Samples();
            for (int round = -1; round < rounds; round++) {
                for (String way : new String[] {"our-server", "zonky-server"}) {
                    double millis = FreshBenchmark.inside(places, List.of(way));
                    if (round >= 0) {
                        cold.add(way, millis);
                    }
                }
            }
            cold.print("server-cold: a server is up, first thing in a JVM");
            Children.shown(Children.java(
                    ServerBenchmark.class, Rounds.passedOn(places.properties()), WARM, Integer.toString(rounds)));
        } finally {
            Children.delete(places.root());
        }
    }

    private static void warm(int rounds) throws IOException {
        Samples samples = new Samples();
        for (int round = -WARM_UP; round < rounds; round++) {
            timed("our-server", Once::server, round, samples);
            timed("zonky-server", Once::zonky, round, samples);
        }
        samples.print("server-warm: a server is up, in a JVM that has started some before");
    }

    private interface Start {
        Once.Got run() throws IOException;
    }

    private static void timed(String way, Start start, int round, Samples samples) throws IOException {
        long before = System.nanoTime();
        Once.Got got = start.run();
        double millis = Children.millisSince(before);
        got.close();
        if (round >= 0) {
            samples.add(way, millis);
        }
    }
}
