package dev.postgresready.cli.session;

import dev.postgresready.host.Environment;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where results ({@code out}) and talk ({@code err}) go, and what can be shown there.
 *
 * @param live whether lines on {@code err} may be rewritten
 * @param asks whether somebody is there to answer a question
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean colour, boolean live, boolean unicode, boolean asks, int width) {

    /** Set by the launcher script, because Java cannot tell which of the three streams are terminals. */
    private static final String TERMINALS = "postgres.ready.cli.terminals";

    private static final String WIDTH = "postgres.ready.cli.width";
    private static final int USUAL_WIDTH = 100;

    /** The bits of a file's mode that tell what it is, and what they are. */
    private static final int KIND = 0xf000;

    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xc000;

    /** Texts of others are shown, and not obeyed. */
    public Terminal {
        out = ShownText.around(out);
        err = ShownText.around(err);
    }

    public static Terminal ofProcess(Environment environment) {
        String terminals = environment.systemProperty(TERMINALS).orElse("");
        boolean capable = terminals.contains("2")
                && environment.variable("CI").isEmpty()
                && !environment.variable("TERM").orElse("").equals("dumb");
        ResultWriter result = ResultWriter.to(FileDescriptor.out);
        return new Terminal(
                terminals.contains("1") ? ShownText.onTerminal(result) : result,
                ResultWriter.to(FileDescriptor.err),
                capable && environment.variable("NO_COLOR").isEmpty(),
                capable,
                unicode(environment),
                terminals.contains("0") && terminals.contains("2"),
                width(environment));
    }

    /** The same manner of speaking, to somebody else. */
    Terminal telling(Writer otherOut, Writer otherErr) {
        return new Terminal(new PrintWriter(otherOut), new PrintWriter(otherErr), colour, live, unicode, asks, width);
    }

    /**
     * Write what still waits on both; tells why some of the result could not be written, which is empty also where whoever
     * read it wants no more.
     */
    public String flush() {
        boolean failed = out.checkError();
        err.flush();
        IOException failure = failed && exactly() instanceof ResultWriter writer ? writer.failure() : null;
        String why = failure == null ? "" : String.valueOf(failure.getMessage());
        return why.isEmpty() || toPipe() ? "" : why;
    }

    /** Where results go as they are: for what is ours alone. */
    public PrintWriter exactly() {
        return ShownText.around(out).exact();
    }

    /** Where results go that programs read: as they are, unless a terminal would obey them. */
    public PrintWriter forPrograms() {
        return ShownText.around(out).terminal() ? out : exactly();
    }

    /** Write a line over the last one. */
    void rewrite(String text) {
        PrintWriter exact = ShownText.around(err).exact();
        exact.print("\r\u001b[2K");
        err.print(text);
        err.flush();
    }

    /** Whether the result goes to a pipe or socket, where nothing fails but that its reader is gone. */
    private static boolean toPipe() {
        try {
            int kind = (Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A mark of success, doubt, failure or a word to the reader in front of a line. */
    public String mark(Mark mark) {
        String text = unicode ? mark.glyph : mark.ascii;
        return colour ? mark.coloured(text) : text;
    }

    /** What a line can begin with. */
    public enum Mark {
        GOOD("\u2713", "ok", "32"),
        WORD("i", "i", "36"),
        DOUBT("!", "!", "33"),
        BAD("\u2717", "x", "31"),
        NONE("\u00b7", "-", "2");

        private final String glyph;
        private final String ascii;
        private final String sgr;

        Mark(String glyph, String ascii, String sgr) {
            this.glyph = glyph;
            this.ascii = ascii;
            this.sgr = sgr;
        }

        private String coloured(String text) {
            return "\u001b[" + sgr + "m" + text + "\u001b[0m";
        }

        /** The length of the coloured mark at a place of a text; 0 where there is none. */
        static int coloured(String text, int at) {
            for (Mark mark : values()) {
                for (String form : List.of(mark.coloured(mark.glyph), mark.coloured(mark.ascii))) {
                    if (text.startsWith(form, at)) {
                        return form.length();
                    }
                }
            }
            return 0;
        }
    }

    private static boolean unicode(Environment environment) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = environment.variable(name).orElse("");
            if (!locale.isEmpty()) {
                return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return false;
    }

    private static int width(Environment environment) {
        String text = environment.systemProperty(WIDTH).orElse("");
        boolean known = !text.isEmpty() && text.matches("[1-9][0-9]{1,3}");
        return Math.max(known ? Integer.parseInt(text) : USUAL_WIDTH, 60);
    }
}
