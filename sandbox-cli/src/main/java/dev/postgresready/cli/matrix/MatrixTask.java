package dev.postgresready.cli.matrix;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.cli.connection.CallerLocale;
import dev.postgresready.cli.connection.EnvFormat;
import dev.postgresready.cli.connection.GivenDatabase;
import dev.postgresready.cli.connection.ServerVariables;
import dev.postgresready.cli.connection.SpringVariables;
import dev.postgresready.cli.request.DatabaseOptions;
import dev.postgresready.cli.request.Locations;
import dev.postgresready.cli.request.SchemaChoice;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.PostgresReadyException;
import dev.postgresready.host.Environment;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.HostProbe;
import dev.postgresready.host.Setting;
import dev.postgresready.report.ConnectionWitness;
import dev.postgresready.request.MatrixCell;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of a matrix: a database of the version, the command, and the proof that the command connected. That is either
 * word left by a process that provisioned for itself, or a session on our database that was not ours.
 */
record MatrixTask(MatrixCell cell, Work work, Path output, MatrixLines lines) {

    /** What all runs of a matrix share. */
    record Work(List<String> command, Path directory, DatabaseOptions content, Path project) {}

    /** The short name of a run, for lines and files. */
    static String label(MatrixCell cell) {
        return cell.version() + cell.provider().map(kind -> "-" + kind.label()).orElse("");
    }

    MatrixOutcome run() throws InterruptedException {
        long start = System.nanoTime();
        Environment environment = environment();
        HostFacts facts = HostProbe.look(environment, work.project());
        try (PostgresFixtures fixtures = PostgresFixtures.create(facts, lines);
                ReadyDatabase database = fixtures.open(request(facts));
                WitnessDirectory words = WitnessDirectory.create()) {
            ProviderKind provider = fixtures.report().servers().get(0).provider();
            ServerVariables.refusePublic(database.connectionInfo());
            SessionWatch watch = SessionWatch.begin(database);
            CallerLocale locale = CallerLocale.of(environment);
            Map<String, String> variables = variables(database, words, environment);
            locale.restore(variables);
            List<String> without = locale.without(ServerVariables.misleading(database.connectionInfo()));
            int code = new RecordedCommand(work.command(), work.directory(), variables, without).run(output, lines);
            Set<ConnectionWitness> connected = new HashSet<>(words.read());
            if (watch.sawOthers()) {
                connected.add(new ConnectionWitness(database.serverVersion(), provider));
            }
            String failure = code == 0 ? watch.doubt() : FirstFailure.in(output, code);
            return new MatrixOutcome(cell, connected, code, since(start), failure, output);
        } catch (PostgresReadyException | SQLException | CommandFailure e) {
            return notRun(String.valueOf(e.getMessage()), since(start));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the output of a run in " + output, e);
        }
    }

    private MatrixOutcome notRun(String why, Duration took) {
        lines.session().interruption().check();
        try {
            Files.writeString(output, why + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the output of a run in " + output, e);
        }
        why.lines().forEach(lines::say);
        // of a diagnosis, the first finding tells more than the line above it
        String first = why.lines()
                .filter(line -> line.startsWith("(1) "))
                .findFirst()
                .or(() -> why.lines().findFirst())
                .orElse("");
        return new MatrixOutcome(cell, Set.of(), MatrixOutcome.NOT_RUN, took, first, output);
    }

    private PostgresRequest request(HostFacts facts) {
        PostgresRequest.Builder request =
                PostgresRequest.builder().version(cell.version()).anyClient();
        cell.provider().ifPresent(request::provider);
        work.content().fill(request, new Locations(work.directory(), work.project()));
        SchemaChoice choice = SchemaChoice.of(request.build(), facts);
        lines.say(choice.reason());
        return choice.request();
    }

    /** The server named for this version is the remote one; word of our own connections is of no use to anybody. */
    private Environment environment() {
        Environment environment = lines.session().environment().with(Setting.WITNESS.variable(), "");
        return environment
                .variable(Setting.URL.variable() + "_" + cell.version())
                .map(url -> environment.with(Setting.URL.variable(), url))
                .orElse(environment);
    }

    private Map<String, String> variables(ReadyDatabase database, WitnessDirectory words, Environment environment) {
        Map<String, String> variables = new LinkedHashMap<>(EnvFormat.common(database.connectionInfo(), environment));
        SpringVariables.redirect(variables, database.connectionInfo(), environment, lines::say);
        GivenDatabase.mark(variables);
        variables.put(Setting.VERSION.variable(), cell.version().toString());
        variables.put(Setting.MATRIX.variable(), cell.version().toString());
        variables.put(Setting.WITNESS.variable(), words.path().toString());
        cell.provider().ifPresent(kind -> variables.put(Setting.PROVIDER.variable(), kind.label()));
        environment.variable(Setting.URL.variable()).ifPresent(url -> variables.put(Setting.URL.variable(), url));
        return variables;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
