package dev.postgresready.cli.report;

import dev.postgresready.diagnosis.ControlCharacters;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import dev.postgresready.verify.place.ObjectPlaces;
import dev.postgresready.verify.place.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as workflow commands of GitHub: an annotation for each line at which a check found something. */
record GitHubReport(ObjectPlaces places) {

    static String write(VerifyReport report, ObjectPlaces places) {
        GitHubReport commands = new GitHubReport(places);
        return Stream.concat(
                        report.results().stream()
                                .filter(result -> result.outcome() != Outcome.PASS)
                                .flatMap(result -> commands.of(result).stream()),
                        Stream.of("::notice title=sandbox verify::" + escaped(ReportWords.footer(report))))
                .collect(Collectors.joining("\n"));
    }

    private List<String> of(CheckResult result) {
        if (result.outcome() == Outcome.SKIPPED) {
            return List.of("::notice title=" + result.check().id() + "::" + escaped("skipped: " + result.summary()));
        }
        if (result.offenders().isEmpty()) {
            return List.of(command(result, places.of(), ReportWords.details(result)));
        }
        Map<Place, List<Offender>> at = result.offenders().stream()
                .collect(Collectors.groupingBy(places::of, LinkedHashMap::new, Collectors.toList()));
        return at.entrySet().stream()
                .map(found -> command(result, found.getKey(), ReportWords.offenders(found.getValue())))
                .toList();
    }

    private static String command(CheckResult result, Place place, String text) {
        String kind = switch (result.outcome()) {
            case FAIL, ERROR -> "error";
            case WARN -> "warning";
            default -> "notice";
        };
        return "::" + kind + " file=" + property(place.file()) + ",line=" + place.line() + ",title="
                + result.check().id() + "::" + escaped(result.check().title() + "\n" + text);
    }

    private static String escaped(String text) {
        return ControlCharacters.shown(text)
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    private static String property(String text) {
        return escaped(text).replace(":", "%3A").replace(",", "%2C");
    }
}
