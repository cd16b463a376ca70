package dev.postgresready.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.host.Environment;
import dev.postgresready.request.PostgresRequest;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements at a prompt, where Ctrl-C breaks off what is under way and nothing else. */
class SqlSessionTest {

    private static final String MANY = "select n from generate_series(1, 100000) n";

    private final Interruption interruption = new Interruption(Thread.currentThread());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsPrintingRowsThatAreThereAlready(boolean csv) throws Exception {
        Told told = new Told();
        PrintWriter out = new PrintWriter(told);
        RowPrinter rows = csv ? new CsvRows(out) : new TableRows(out);
        try (PostgresFixtures fixtures = PostgresFixtures.create();
                ReadyDatabase database = fixtures.open(PostgresRequest.builder().build());
                Connection connection = database.dataSource().getConnection()) {
            SqlSession session = new SqlSession(connection, rows, session(out), Ways.app());
            CommandFailure stopped = catchThrowableOfType(CommandFailure.class, () -> session.run(MANY));
            assertThat(told.toString()).contains("50").doesNotContain("60");
            assertThat(stopped).hasMessage("interrupted; the statement itself is done");
            assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            session.run("select 'the next' as one");
            assertThat(told.toString()).contains("the next");
        }
    }

    private Session session(PrintWriter out) {
        return new Session(
                Environment.current(),
                Path.of(""),
                new Terminal(out, out, false, false, false, false, 100),
                InputStream.nullInputStream(),
                interruption);
    }

    /** Somebody who presses Ctrl-C at the fiftieth row. */
    private final class Told extends StringWriter {
        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            if (text.strip().equals("50")) {
                interruption.breakOff();
            }
        }
    }
}
