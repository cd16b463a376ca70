package dev.postgresready.junit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.postgresready.report.RunReport;
import dev.postgresready.report.Timeline;
import dev.postgresready.request.MatrixCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The run report as JSON, in the build directory of Maven, or else of Gradle; one for all forks of a run. */
final class ReportFile {

    /** By nothing that Gson has only since 2.11. */
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ReportFile() {}

    static Path location() {
        return location(Path.of(""));
    }

    /** For the project in a directory, whose build directory may still have to be made. */
    static Path location(Path project) {
        Path maven = project.resolve("target");
        boolean usesMaven = Files.isDirectory(maven) || Files.exists(project.resolve("pom.xml"));
        Path build = usesMaven ? maven : project.resolve("build");
        return build.resolve("postgres-ready").resolve("report.json");
    }

    static void write(RunReport report, Map<MatrixCell, Optional<String>> matrix, Path file) throws IOException {
        new SharedReport(file, RunIdentity.here()).add(json(report, matrix), all -> GSON.toJson(all) + "\n");
    }

    private static JsonObject json(RunReport report, Map<MatrixCell, Optional<String>> matrix) {
        JsonObject json = new JsonObject();
        json.addProperty("databases", RunSummary.handedOut(report));
        json.add("servers", servers(report));
        json.add("matrix", cells(matrix));
        JsonObject phases = new JsonObject();
        RunSummary.costs(report).forEach((phase, cost) -> phases.addProperty(phase.label(), cost.toMillis()));
        json.add("phaseMillis", phases);
        json.add("notes", GSON.toJsonTree(report.notes()));
        json.add("steps", steps(report));
        return json;
    }

    /** A version that was never connected to has no "connected". */
    private static JsonArray cells(Map<MatrixCell, Optional<String>> matrix) {
        JsonArray cells = new JsonArray();
        matrix.forEach((cell, answer) -> {
            JsonObject json = new JsonObject();
            json.addProperty("asked", cell.version().toString());
            cell.provider().ifPresent(provider -> json.addProperty("provider", provider.label()));
            answer.ifPresent(version -> json.addProperty("connected", version));
            cells.add(json);
        });
        return cells;
    }

    private static JsonArray servers(RunReport report) {
        JsonArray servers = new JsonArray();
        for (RunReport.Server server : report.servers()) {
            JsonObject json = new JsonObject();
            json.addProperty("provider", server.provider().label());
            json.addProperty("asked", server.asked());
            json.addProperty("connected", server.connected());
            json.add("healings", GSON.toJsonTree(server.healings()));
            json.add("notUsed", GSON.toJsonTree(server.others()));
            servers.add(json);
        }
        return servers;
    }

    private static JsonArray steps(RunReport report) {
        JsonArray steps = new JsonArray();
        for (Timeline.Step step : report.steps()) {
            JsonObject json = new JsonObject();
            json.addProperty("phase", step.phase().label());
            json.addProperty("what", step.what());
            json.addProperty("outcome", step.outcome());
            json.addProperty("millis", step.took().toMillis());
            steps.add(json);
        }
        return steps;
    }
}
