package dev.postgresready.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.call.CommandParser;
import dev.postgresready.cli.session.CallName;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.cli.session.Session;
import dev.postgresready.cli.session.Terminal;
import dev.postgresready.host.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts that the launcher prints by itself. */
class FixedTextsTest {

    @TempDir
    Path directory;

    @Test
    void areWhatTheParserPrints() throws IOException {
        FixedTexts texts = new FixedTexts(session(new StringWriter()));
        Path written = directory.resolve("texts");
        texts.write(written);
        for (List<String> call : texts.calls()) {
            StringWriter out = new StringWriter();
            Session session = session(out);
            int code = CommandParser.commandLine(session).execute(call.toArray(String[]::new));
            session.terminal().out().flush();
            assertThat(code).as(call.toString()).isZero();
            assertThat(written.resolve(CallName.of(call))).hasContent(out.toString());
        }
        try (Stream<Path> files = Files.list(written)) {
            assertThat(files).hasSize(texts.calls().size());
        }
    }

    @Test
    void areOfEachCommandAndEachPart() {
        List<List<String>> calls = new FixedTexts(session(new StringWriter())).calls();
        Set<String> names = CommandParser.commandLine(session(new StringWriter()))
                .getSubcommands()
                .keySet();
        assertThat(names).isNotEmpty().allMatch(name -> calls.contains(List.of(name, "--help")));
        assertThat(calls)
                .contains(List.of("-h"), List.of("backup", "prune", "-h"), List.of("explain", "PGR-ROOT"))
                .doesNotHaveDuplicates();
    }

    private Session session(StringWriter out) {
        return new Session(
                new Environment(Map.of(), Environment.current().systemProperties()),
                directory,
                new Terminal(new PrintWriter(out), new PrintWriter(out), false, false, true, false, 100),
                InputStream.nullInputStream(),
                new Interruption(Thread.currentThread()));
    }
}
