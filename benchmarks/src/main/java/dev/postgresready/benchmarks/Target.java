package dev.postgresready.benchmarks;

import java.util.List;

/**
 * What a measurement shall show: how many times faster than the peer, or at most how many times as long.
 *
 * @param results the name of the results
 * @param faster whether the ratio is peer to ours, which shall be at least the limit; else ours to peer, at most
 */
record Target(String results, String what, String ours, String peer, boolean faster, double limit) {

    private static final String COPIES = "20 classes, a server and copies by hand";

    static final List<Target> ALL = List.of(
            faster("server-warm", "server up, warm JVM", "our-server", "zonky-server", 15),
            faster("server-cold", "server up, cold JVM", "our-server", "zonky-server", 8),
            faster("fresh", "new JVM to first query", "ours", "zonky and Flyway", 5),
            within("fresh", "the same, to a server that runs", "ours", FreshBenchmark.ATTACH, 1.25),
            faster("first", "first run, nothing unpacked", "our-server", "zonky-server", 1.6),
            lease("clone and drop in line (pgtestdb's way)", 8),
            lease("drop with force and clone again (restore)", 15),
            lease("one database, Flyway clean and migrate", 15),
            suite("zonky PreparedDbExtension", 2.2),
            suite("embedded-database-spring-test", 3),
            suite("one zonky server, Flyway for each class", 4),
            suite("zonky server and Flyway for each class", 16),
            within("suite", "20 classes", "ours", SuiteBenchmark.FLOOR, 1.15),
            disk("zonky PreparedDbExtension"),
            disk("embedded-database-spring-test"),
            disk("one zonky server, Flyway for each class"),
            disk("zonky server and Flyway for each class"),
            faster("seed", "1 M rows, no index", "ours", "psql \\copy from a file", 3),
            faster("seed-indexed", "1 M rows, three indexes", "ours", "psql \\copy from a file", 3),
            psql("sandbox status", 3),
            psql("sandbox env", 3),
            psql("sandbox up, running", 6),
            psql("sandbox logs", 6),
            psql("sandbox explain PGR-ROOT", 6),
            psql("sandbox sql", 6),
            psql("sandbox --help", 6),
            faster("cli-start", "sandbox up, after down", "sandbox up, after down", "pg_tmp", 2));

    /** What that does which does nothing of what we promise: where it misses a target, nothing can meet it. */
    static final List<Target> FLOORS = List.of(
            faster("fresh", "new JVM, a server started by hand", FreshBenchmark.BY_HAND, "zonky and Flyway", 5),
            within("fresh", "the same, to a server that runs", FreshBenchmark.BY_HAND, FreshBenchmark.ATTACH, 1.25),
            faster("fresh", "the same, and a copy of a database", FreshBenchmark.COPY_BY_HAND, "zonky and Flyway", 5),
            within(
                    "fresh",
                    "the same, to a server that runs",
                    FreshBenchmark.COPY_BY_HAND,
                    FreshBenchmark.ATTACH,
                    1.25),
            within(
                    "fresh",
                    "and of these migrations, locked",
                    FreshBenchmark.KNOWN_BY_HAND,
                    FreshBenchmark.ATTACH,
                    1.25),
            faster("first", "first run, by a shell", FirstBenchmark.BY_SHELL, "zonky-server", 1.6),
            faster(
                    "first",
                    "the same from a JVM, and a cluster that is kept",
                    FirstBenchmark.BY_HAND,
                    "zonky-server",
                    1.6),
            byHand("zonky PreparedDbExtension", 2.2),
            byHand("embedded-database-spring-test", 3),
            byHand("one zonky server, Flyway for each class", 4),
            byHand("zonky server and Flyway for each class", 16),
            within("suite", COPIES, SuiteBenchmark.BY_HAND, SuiteBenchmark.FLOOR, 1.15),
            faster("seed", "1 M ready rows, no statistics", SeedBenchmark.READY_ROWS, "psql \\copy from a file", 3),
            faster(
                    "seed",
                    "1 M ready rows, with statistics",
                    SeedBenchmark.READY_ROWS_ANALYZED,
                    "psql \\copy from a file",
                    3));

    private static Target byHand(String peer, double limit) {
        return faster("suite", COPIES, SuiteBenchmark.BY_HAND, peer, limit);
    }

    private static Target faster(String results, String what, String ours, String peer, double limit) {
        return new Target(results, what, ours, peer, true, limit);
    }

    private static Target within(String results, String what, String ours, String peer, double limit) {
        return new Target(results, what, ours, peer, false, limit);
    }

    private static Target lease(String peer, double limit) {
        return faster("lease", "a class waits for its database", "ours: a lease", peer, limit);
    }

    private static Target suite(String peer, double limit) {
        return faster("suite", "20 classes", "ours", peer, limit);
    }

    private static Target disk(String peer) {
        return faster("suite-disk", "20 classes, on disk", "ours", peer, 6);
    }

    private static Target psql(String command, double limit) {
        return within("cli", command, command, "psql -c 'select 1'", limit);
    }

    boolean met(double ratio) {
        return faster ? ratio >= limit : ratio <= limit;
    }
}
