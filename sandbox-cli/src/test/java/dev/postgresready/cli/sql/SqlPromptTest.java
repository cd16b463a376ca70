package dev.postgresready.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.Interruption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

/** What is typed at the prompt. */
class SqlPromptTest {

    @Test
    void endsAtItsWordAlsoBehindALineThatWasNotEnded() throws IOException {
        ByteArrayInputStream typed =
                new ByteArrayInputStream("select 1;\nselect 2\n\\q\nselect 3;\n".getBytes(StandardCharsets.UTF_8));
        List<String> answered = new ArrayList<>();
        try (Terminal terminal = new DumbTerminal(typed, OutputStream.nullOutputStream())) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            SqlPrompt.converse(reader, "shop", new Interruption(Thread.currentThread()), answered::add);
            assertThat(reader.readLine()).as("left to whoever reads on").isEqualTo("select 3;");
        }
        assertThat(answered).containsExactly("select 1;");
    }

    @Test
    void knowsWhenAStatementIsComplete() {
        assertThat(SqlPrompt.complete("select 1;")).isTrue();
        assertThat(SqlPrompt.complete("select ';")).isFalse();
        assertThat(SqlPrompt.complete("select 1 -- ;")).isFalse();
        assertThat(SqlPrompt.complete("do $$ begin null;")).isFalse();
    }
}
