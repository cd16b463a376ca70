package dev.postgresready.cli.session;

import dev.postgresready.diagnosis.ControlCharacters;
import java.io.PrintWriter;

/**
 * Prints texts of others so that a terminal shows what it would else obey: control characters but the ends of lines and
 * tabs, and those that turn the direction of writing, come as {@code \u001b}, which JSON reads as the same. Our own coloured
 * marks come as they are.
 */
public final class ShownText extends PrintWriter {

    private static final char ESCAPE = 0x1b;

    private final PrintWriter exact;
    private final boolean terminal;

    private ShownText(PrintWriter exact, boolean terminal) {
        super(exact, true);
        this.exact = exact;
        this.terminal = terminal;
    }

    /** Around a writer, unless it is one already. */
    static ShownText around(PrintWriter writer) {
        return writer instanceof ShownText shown ? shown : new ShownText(writer, false);
    }

    /** Around one whose every text ends on a terminal. */
    static ShownText onTerminal(PrintWriter writer) {
        return new ShownText(writer, true);
    }

    /** What it writes to, for what is ours, or read by programs. */
    PrintWriter exact() {
        return exact;
    }

    boolean terminal() {
        return terminal;
    }

    /** A text in which nothing controls a terminal. */
    public static String of(String text) {
        return ControlCharacters.shown(text);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(String.valueOf(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        String shown = shown(text.substring(offset, offset + length));
        super.write(shown, 0, shown.length());
    }

    /** Most texts hold nothing of the kind, and stay as they are. */
    private static String shown(String text) {
        int length = text.length();
        int at = 0;
        while (at < length && !ControlCharacters.at(text, at)) {
            at++;
        }
        if (at == length) {
            return text;
        }
        StringBuilder shown = new StringBuilder(length + 16).append(text, 0, at);
        while (at < length) {
            int mark = text.charAt(at) == ESCAPE ? Terminal.Mark.coloured(text, at) : 0;
            if (mark > 0) {
                shown.append(text, at, at + mark);
                at += mark;
            } else {
                ControlCharacters.append(shown, text, at++);
            }
        }
        return shown.toString();
    }
}
