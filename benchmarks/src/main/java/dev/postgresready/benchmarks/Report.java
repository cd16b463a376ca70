package dev.postgresready.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the table and the plot of docs/performance.md from a file of results; what it does not name stays as it was. */
final class Report {

    private static final String BEGIN = "<!-- begin of what benchmarks/run all measured -->\n";
    private static final String END = "<!-- end of what benchmarks/run all measured -->\n";

    private static final String FLOORS =
            "What does the same and promises nothing, beside the same peers: no isolation, no look"
                    + " at the machine, nothing verified, no\nstatistics. Where it misses a target, nothing can meet it.\n\n";

    private final Map<String, Result> results = new HashMap<>();

    private Report(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            String name = fields[0].replaceAll(":.*", "");
            results.put(
                    name + "/" + fields[1],
                    new Result(Integer.parseInt(fields[2]), Double.parseDouble(fields[3]), fields[5]));
        }
    }

    /** A median of n, and where it was taken. */
    private record Result(int n, double median, String machine) {}

    /** A target and what was measured. */
    record Row(Target target, int n, double ours, double peer, String machine) {

        double ratio() {
            return target.faster() ? peer / ours : ours / peer;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path docs = Path.of(arguments[1]);
        Report report = new Report(Files.readAllLines(Path.of(arguments[0])));
        List<Row> rows = report.rows(Target.ALL);
        String tables =
                table("ours", rows) + "\n" + FLOORS + table("floor", report.rows(Target.FLOORS)) + machines(rows);
        Path page = docs.resolve("performance.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalStateException(page + " lacks the lines between which the table goes");
        }
        Files.writeString(page, text.substring(0, begin) + tables + text.substring(end));
        Files.writeString(docs.resolve("performance.svg"), new Plot(rows).svg());
        System.out.println(tables);
    }

    private List<Row> rows(List<Target> targets) {
        List<Row> rows = new ArrayList<>();
        for (Target target : targets) {
            Optional<Result> ours = find(target.results(), target.ours());
            Optional<Result> peer = find(target.results(), target.peer());
            if (ours.isPresent() && peer.isPresent()) {
                rows.add(new Row(
                        target,
                        Math.min(ours.get().n(), peer.get().n()),
                        ours.get().median(),
                        peer.get().median(),
                        ours.get().machine()));
            }
        }
        return rows;
    }

    private Optional<Result> find(String name, String way) {
        return Optional.ofNullable(results.get(name + "/" + way));
    }

    private static String table(String side, List<Row> rows) {
        StringBuilder table = new StringBuilder(
                        "| what | compared with | " + side + " ms | theirs ms | ratio | target | n | load |\n")
                .append("|---|---|---:|---:|---:|---:|---:|---:|\n");
        for (Row row : rows) {
            Target target = row.target();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %s \u00d7 %s | %s %s | %d | %s |%n",
                    target.what(),
                    target.peer(),
                    row.ours(),
                    row.peer(),
                    String.format(Locale.ROOT, target.faster() ? "%.1f" : "%.2f", row.ratio()),
                    target.met(row.ratio()) ? "\u2713" : "\u2717",
                    target.faster() ? "\u2265" : "\u2264",
                    number(target.limit()),
                    row.n(),
                    row.machine().replaceAll(".*load ", "")));
        }
        return table.toString();
    }

    private static String machines(List<Row> rows) {
        String machines = rows.stream()
                .map(row -> row.machine().replaceAll(", load.*", ""))
                .distinct()
                .reduce((one, other) -> one + "; " + other)
                .orElse("none");
        return "\nMedians, taken in turns. Machine: " + machines + ".\n";
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
