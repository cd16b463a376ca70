package dev.postgresready.cli.report;

import dev.postgresready.diagnosis.ControlCharacters;

/** Text as HTML: what comes from a database is never markup. */
final class HtmlText {

    private HtmlText() {}

    static String escaped(String text) {
        return ControlCharacters.shown(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A row of a chart: what it is about, a picture of the number, and the number. */
    static String row(String name, String chart, String number) {
        return "<tr><th scope=\"row\" title=\"" + escaped(name) + "\">" + escaped(name) + "</th><td class=\"chart\">"
                + chart + "</td><td class=\"number\">" + number + "</td></tr>";
    }
}
