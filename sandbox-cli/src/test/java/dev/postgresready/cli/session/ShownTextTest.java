package dev.postgresready.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is printed shows characters that a terminal would obey, and obeys our own marks alone. */
class ShownTextTest {

    private final StringWriter written = new StringWriter();

    private Terminal terminal(boolean colour) {
        PrintWriter writer = new PrintWriter(written);
        return new Terminal(writer, writer, colour, true, true, false, 100);
    }

    @Test
    void nothingThatIsPrintedControlsATerminal() {
        PrintWriter out = terminal(true).out();
        out.print("title \u001b]0;owned\u0007 ");
        out.print("erase \u001b[2K\rover\u009b31m".toCharArray());
        out.print('\b');
        out.println("\u202eback");

        assertThat(written.toString())
                .isEqualTo("title \\u001b]0;owned\\u0007 erase \\u001b[2K\\u000dover\\u009b31m\\u0008\\u202eback"
                        + System.lineSeparator());
    }

    @Test
    void linesTabsAndLettersOfAnyLanguageStay() {
        terminal(false).out().print("a\tb\nc\r\nd äß \u6f22 \ud83d\ude00");

        assertThat(written.toString()).isEqualTo("a\tb\nc\r\nd äß \u6f22 \ud83d\ude00");
    }

    @Test
    void ourMarksAreColouredAndNoOthers() {
        Terminal terminal = terminal(true);
        String mark = terminal.mark(Terminal.Mark.GOOD);
        terminal.out().print(mark + " \u001b[32mgreen");

        assertThat(written.toString()).isEqualTo(mark + " \\u001b[32mgreen").startsWith("\u001b[32m");
    }

    @Test
    void programsReadWhatWasWritten() {
        Terminal terminal = terminal(false);
        terminal.forPrograms().print("\u001b[2K");

        assertThat(written.toString()).isEqualTo("\u001b[2K");
    }

    @Test
    void aTerminalShowsWhatProgramsWouldRead() {
        Terminal terminal = new Terminal(
                ShownText.onTerminal(new PrintWriter(written)),
                new PrintWriter(written),
                false,
                true,
                true,
                false,
                100);
        terminal.forPrograms().print("\u001b[2K");

        assertThat(written.toString()).isEqualTo("\\u001b[2K");
    }
}
