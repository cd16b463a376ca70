package dev.postgresready.cli.report;

import dev.postgresready.verify.VerifyReport;
import dev.postgresready.verify.place.ObjectPlaces;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A form of the report, and the endings of files that have it. */
public enum ReportFormat {
    JSON(".json"),
    JUNIT(".xml"),
    SARIF(".sarif"),
    GITHUB(".github"),
    MARKDOWN(".md"),
    HTML(".html");

    private final String ending;

    ReportFormat(String ending) {
        this.ending = ending;
    }

    /** Find the form by its name, ignoring case. */
    public static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Find the form by the ending of a file's name. */
    public static Optional<ReportFormat> ofFile(String file) {
        return Arrays.stream(values())
                .filter(format -> file.toLowerCase(Locale.ROOT).endsWith(format.ending))
                .findFirst();
    }

    /** List the names, for messages. */
    public static String names() {
        return Arrays.stream(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** List the endings, for messages. */
    public static String endings() {
        return Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", "));
    }

    /**
     * Write a report in this form.
     *
     * @param places where what was found is shown, for those forms that show it in a file
     */
    public String write(VerifyReport report, ObjectPlaces places) {
        return switch (this) {
            case JSON -> JsonReport.write(report);
            case JUNIT -> JUnitReport.write(report);
            case SARIF -> SarifReport.write(report, places);
            case GITHUB -> GitHubReport.write(report, places);
            case MARKDOWN -> MarkdownReport.write(report);
            case HTML -> HtmlReport.write(report);
        };
    }
}
