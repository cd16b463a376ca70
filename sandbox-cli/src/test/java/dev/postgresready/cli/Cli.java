package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.call.Call;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.host.Environment;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The command line as a user calls it in a project; what it leaves running there ends with the test. */
public final class Cli implements AutoCloseable {

    private static final Pattern GONE = Pattern.compile("PGR-CONNECT-REFUSED|PGR-DATABASE-MISSING");

    private final Path project;
    private final Map<String, String> variables = new HashMap<>(System.getenv());
    private String input = "";
    private boolean asks;

    public Cli(Path project) {
        this.project = project;
        variables.keySet().removeIf(name -> name.startsWith("POSTGRES_READY") || name.startsWith("DATABASE_URL"));
        variables.remove("REDIS_URL");
    }

    /** What came of a call. */
    public record Result(int code, String out, String err) {}

    public Cli with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public Cli without(String variable) {
        variables.remove(variable);
        return this;
    }

    /** What a person types. */
    public Cli typing(String text) {
        input = text;
        asks = true;
        return this;
    }

    /** What comes through a pipe. */
    public Cli piping(String text) {
        input = text;
        asks = false;
        return this;
    }

    public Path project() {
        return project;
    }

    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, false, asks, 100);
        Session session = new Session(
                new Environment(variables, Environment.current().systemProperties()),
                project,
                terminal,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Interruption(Thread.currentThread()));
        int code = Call.run(session, arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** Wait for the end of a database: its server ends soon after its last user; where there are others, it alone does. */
    public void awaitGone(String url) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String answer = "";
        while (!GONE.matcher(answer).find() && System.nanoTime() < deadline) {
            Thread.sleep(50);
            answer = run("sql", "--url", url, "select 1").err();
        }
        assertThat(answer).containsPattern(GONE);
    }

    @Override
    public void close() {
        run("down", "--purge");
    }
}
