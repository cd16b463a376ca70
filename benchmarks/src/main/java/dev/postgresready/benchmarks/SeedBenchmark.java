package dev.postgresready.benchmarks;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DataSources;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.report.Progress;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.request.SeedSize;
import dev.postgresready.request.SeedSource;
import dev.postgresready.seed.CopyLine;
import dev.postgresready.seed.Dataset;
import dev.postgresready.seed.GeneratedDataset;
import dev.postgresready.seed.Model;
import dev.postgresready.seed.Population;
import dev.postgresready.seed.Row;
import dev.postgresready.seed.SeededRandom;
import dev.postgresready.seed.Stage;
import dev.postgresready.seed.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A million rows of six columns, without and with three indexes: our load, which leaves fresh statistics, and {@code \copy}
 * of psql from a ready file. What no load from outside can be faster than: the ready rows, sent by both cores.
 */
record SeedBenchmark(ConnectionInfo owner, Path csv) {

    static final String READY_ROWS = "floor: ready binary rows, two connections";
    static final String READY_ROWS_ANALYZED = "floor: the same, then analyze";

    private static final int ROWS = 1_000_000;
    private static final int MESSAGE = 1 << 18;
    private static final String TABLE = "create table events (id uuid not null, kind text not null, note text not null,"
            + " at timestamptz not null, ok boolean not null, data jsonb not null)";
    private static final List<String> INDEXES = List.of(
            "alter table events add constraint events_pkey primary key (id)",
            "create index events_at on events (at)",
            "create index events_kind_at on events (kind, at)");

    /** One way to fill the table. */
    private interface Load {
        void run() throws SQLException, IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rounds = Rounds.of(arguments, 3);
        Places places = Places.inMemory();
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase database = fixtures.open(PostgresRequest.builder()
                        .provider(ProviderKind.EMBEDDED)
                        .fixture("instantviz")
                        .build())) {
            SeedBenchmark benchmark = new SeedBenchmark(
                    database.connectionInfo(DatabaseRole.OWNER), places.root().resolve("events.csv"));
            benchmark.writeCsv();
            benchmark.measure(rounds, List.of(), "seed: a million rows of six columns, no index");
            benchmark.measure(rounds, INDEXES, "seed-indexed: the same with a primary key and two indexes");
        } finally {
            Children.delete(places.root());
        }
    }

    private Load analyzed(Load load) {
        return () -> {
            load.run();
            execute("analyze events");
        };
    }

    private void measure(int rounds, List<String> indexes, String title)
            throws IOException, SQLException, InterruptedException {
        Dataset ours = new GeneratedDataset(new Events());
        DataSource source = DataSources.plain(owner);
        SeedSource.Dataset million = new SeedSource.Dataset(new SeedSize(ROWS), 42);
        Samples samples = new Samples();
        for (int round = -1; round < rounds; round++) {
            timed(samples, round, indexes, "ours", () -> ours.build(source, million, Progress.SILENT));
            if (indexes.isEmpty()) {
                parts(samples, round);
                List<byte[]> halves = List.of(half(0), half(1));
                timed(samples, round, indexes, READY_ROWS, () -> send(halves));
                timed(samples, round, indexes, READY_ROWS_ANALYZED, analyzed(() -> send(halves)));
            }
            timed(samples, round, indexes, "psql \\copy from a file", this::psql);
            timed(samples, round, indexes, "psql \\copy from a file, then analyze", analyzed(this::psql));
        }
        samples.print(title);
    }

    /** What of our time has nothing to do with sending rows, or cannot be done by both cores: once more, each alone. */
    private void parts(Samples samples, int round) throws SQLException {
        long start = System.nanoTime();
        execute("analyze events");
        double analyzed = Children.millisSince(start);
        start = System.nanoTime();
        int[] drawn = new int[1];
        Stage stage = new Stage(
                new SeededRandom(42), row -> drawn[0] += row.table().columns().length());
        Population population = new Events().population();
        for (int i = 0; i < ROWS; i++) {
            population.user(i, stage);
        }
        if (round >= 0 && drawn[0] > 0) {
            samples.add("of ours: statistics, on one connection", analyzed);
            samples.add("of ours: drawing the rows, neither encoded nor sent", Children.millisSince(start));
        }
    }

    private void timed(Samples samples, int round, List<String> indexes, String way, Load load)
            throws SQLException, IOException, InterruptedException {
        execute("drop table if exists events");
        execute(TABLE);
        for (String index : indexes) {
            execute(index);
        }
        long start = System.nanoTime();
        load.run();
        if (round >= 0) {
            samples.add(way, Children.millisSince(start));
        }
        try (Connection connection = DataSources.plain(owner).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from events")) {
            row.next();
            if (row.getInt(1) < ROWS) {
                throw new IllegalStateException(way + " loaded " + row.getInt(1) + " rows");
            }
        }
    }

    private void psql() throws IOException, InterruptedException {
        Children.wholeLife(
                List.of("psql", "-X", "-q", "-d", owner.url(), "-c", "\\copy events from '" + csv + "' (format csv)"),
                Map.of(),
                csv.resolveSibling(""));
    }

    /** Each other page of the table, as COPY reads it. */
    private byte[] half(int which) throws SQLException, IOException {
        try (Connection connection = DataSources.plain(owner).getConnection()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from events where (ctid::text::point)[0]::int % 2 = " + which
                                    + ") to stdout (format binary)",
                            rows);
            return rows.toByteArray();
        }
    }

    private void send(List<byte[]> parts) {
        List<CompletableFuture<Void>> sent = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> send(part)))
                .toList();
        sent.forEach(CompletableFuture::join);
    }

    private void send(byte[] rows) {
        try (Connection connection = DataSources.plain(owner).getConnection()) {
            CopyIn copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy events from stdin (format binary)");
            for (int sent = 0; sent < rows.length; sent += MESSAGE) {
                copy.writeToCopy(rows, sent, Math.min(MESSAGE, rows.length - sent));
            }
            copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DataSources.plain(owner).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void writeCsv() throws IOException {
        try (Writer writer = Files.newBufferedWriter(csv)) {
            Stage stage = new Stage(new SeededRandom(42), row -> {
                try {
                    Event event = (Event) row;
                    writer.write(event.id() + "," + event.kind() + "," + event.note() + "," + event.at() + ","
                            + event.ok() + ",\"" + event.data().replace("\"", "\"\"") + "\"\n");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            Population population = new Events().population();
            for (int i = 0; i < ROWS; i++) {
                population.user(i, stage);
            }
        }
    }

    private record Event(String id, String kind, String note, Instant at, boolean ok, String data) implements Row {

        @Override
        public Table table() {
            return EventTable.EVENTS;
        }

        @Override
        public void write(CopyLine line) {
            line.text(id).text(kind).text(note).instant(at).flag(ok).text(data);
        }
    }

    private enum EventTable implements Table {
        EVENTS;

        @Override
        public String columns() {
            return "id, kind, note, at, ok, data";
        }
    }

    /** As the bundled models draw: each value from its path. */
    private static final class Events implements Model {

        private static final int YEAR_SECONDS = 31_536_000;
        private static final List<String> KINDS = List.of("viewed", "uploaded", "analysed", "bought");

        @Override
        public String name() {
            return "events";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<? extends Table> tables() {
            return List.of(EventTable.values());
        }

        @Override
        public List<Identity> identities(SeedSource.Dataset dataset) {
            return List.of();
        }

        @Override
        public Population population() {
            return new Population() {
                @Override
                public void personas(Stage stage) {
                    // nobody is named here
                }

                @Override
                public void user(int index, Stage stage) {
                    String path = "e/" + index;
                    int drawn = stage.random().between(path, 0, YEAR_SECONDS);
                    stage.write(new Event(
                            stage.random().uuid(path),
                            KINDS.get(drawn % KINDS.size()),
                            "a note about event number " + index,
                            CLOCK.minusSeconds(drawn),
                            drawn % 7 > 0,
                            "{\"size\": " + drawn % 1000 + ", \"source\": \"web\"}"));
                }
            };
        }
    }
}
