package dev.postgresready.cli.report;

import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import dev.postgresready.verify.place.ObjectPlaces;
import dev.postgresready.verify.place.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a SARIF report, each with the file and the line that a code scanner shows it at. */
record SarifResults(VerifyReport report, ObjectPlaces places) {

    /** What a check found; nothing where it passed or was skipped. */
    List<Map<String, Object>> of(CheckResult result) {
        if (result.outcome() == Outcome.ERROR) {
            return List.of(entry(result, result.summary(), "", places.of()));
        }
        return result.offenders().stream()
                .map(offender -> entry(result, text(offender), offender.on(), places.of(offender)))
                .toList();
    }

    static String level(Outcome outcome) {
        return switch (outcome) {
            case FAIL, ERROR -> "error";
            case WARN -> "warning";
            default -> "note";
        };
    }

    private static String text(Offender offender) {
        return offender + offender.fix().map(fix -> ". Fix: " + fix).orElse("");
    }

    private Map<String, Object> entry(CheckResult result, String text, String object, Place place) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("ruleId", result.check().id());
        entry.put("level", level(result.outcome()));
        entry.put("message", Map.of("text", text));
        Map<String, Object> location = new LinkedHashMap<>();
        location.put(
                "physicalLocation",
                Map.of(
                        "artifactLocation", Map.of("uri", uri(place.file()), "uriBaseId", "%SRCROOT%"),
                        "region", Map.of("startLine", place.line())));
        String name = report.database().database() + (object.isEmpty() ? "" : "." + object);
        location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", name, "kind", "object")));
        entry.put("locations", List.of(location));
        return entry;
    }

    /** Relative to the root of the repository; a space or a percent sign is written as URIs write it. */
    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file of a repository has the name " + file, e);
        }
    }
}
