package dev.postgresready.cli.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a command's output that tells best what failed first. */
final class FirstFailure {

    private static final int LONGEST = 160;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    /** How test runners write a failed test, the most telling first; the group is what is worth showing. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("\\[ERROR] {2,}(\\S.*[.#:]\\S.*)"), // the summary of Surefire
            Pattern.compile("\\[ERROR] (\\S.*) -- Time elapsed: .*<<< (?:FAILURE|ERROR)!.*"),
            Pattern.compile("(\\S.* > .* FAILED)"), // Gradle
            Pattern.compile("FAILED (\\S+::.*)"), // pytest
            Pattern.compile("--- FAIL: (.*)"), // Go
            Pattern.compile("\\s*\u25cf (\\S.*)"), // Jest
            Pattern.compile("(not ok .*)"), // TAP
            Pattern.compile("\\[ERROR] (\\S.*)")); // Maven itself

    private static final Pattern ERROR = Pattern.compile("(?i).*\\b(?:error|fatal|exception|fail(?:ed|ure)?)\\b.*");

    private FirstFailure() {}

    static String in(Path output, int exitCode) throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .lines()
                .map(line -> COLOURS.matcher(line).replaceAll(""))
                .filter(line -> !line.isBlank())
                .toList();
        return FORMS.stream()
                .flatMap(form -> lines.stream()
                        .map(form::matcher)
                        .filter(Matcher::matches)
                        .map(match -> match.group(1))
                        .limit(1))
                .findFirst()
                .or(() -> last(lines, ERROR))
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)))
                .map(FirstFailure::shortened)
                .orElse("exit code " + exitCode + " and no output");
    }

    private static Optional<String> last(List<String> lines, Pattern form) {
        return lines.stream().filter(line -> form.matcher(line).matches()).reduce((earlier, later) -> later);
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }
}
