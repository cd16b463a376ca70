package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.report.Phase;
import dev.postgresready.report.RunReport;
import dev.postgresready.report.Timeline;
import dev.postgresready.request.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class PostgresReadyReportTest {

    @Test
    void tellsWhatWasReallyUsedAndWhatItCost() throws IOException {
        Files.deleteIfExists(ReportFile.location());
        Launch.succeeds(2, ReportedTestCase.class, AlsoReportedTestCase.class);
        JsonObject report =
                JsonParser.parseString(Files.readString(ReportFile.location())).getAsJsonObject();

        assertThat(report.get("databases").getAsInt()).isEqualTo(2);
        assertThat(report.getAsJsonArray("servers")).hasSize(1);
        JsonObject server = report.getAsJsonArray("servers").get(0).getAsJsonObject();
        assertThat(server.get("provider").getAsString()).isEqualTo("embedded");
        assertThat(server.get("asked").getAsString()).isEqualTo("17");
        assertThat(server.get("connected").getAsString()).matches("17\\.\\d+");
        assertThat(report.getAsJsonObject("phaseMillis").keySet()).contains("provision", "clone");
        assertThat(report.getAsJsonArray("steps"))
                .map(JsonElement::getAsJsonObject)
                .filteredOn(step -> step.get("phase").getAsString().equals("clone"))
                .hasSize(2)
                .allMatch(step -> step.get("what").getAsString().startsWith("app_"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class ReportedTestCase {
        @Test
        void runs() {}
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class AlsoReportedTestCase {
        @Test
        void runs() {}
    }

    @Test
    void addsUpWhatSeveralJvmsReport() {
        JsonObject one =
                json("{'databases': 1, 'servers': [{'connected': '17.1'}], 'phaseMillis': {'plan': 2, 'clone': 3},"
                        + " 'matrix': [{'asked': '16'}, {'asked': '17', 'connected': '17.1'}], 'steps': ['a']}");
        JsonObject other = json(
                "{'databases': 2, 'servers': [{'connected': '17.1'}, {'connected': '16.2'}], 'phaseMillis': {'clone': 4},"
                        + " 'matrix': [{'asked': '16', 'connected': '16.2'}, {'asked': '17'}], 'steps': ['a']}");
        assertThat(ReportSum.of(one, other))
                .isEqualTo(json("{'databases': 3, 'servers': [{'connected': '17.1'}, {'connected': '16.2'}],"
                        + " 'phaseMillis': {'plan': 2, 'clone': 7}, 'matrix': [{'asked': '17', 'connected': '17.1'},"
                        + " {'asked': '16', 'connected': '16.2'}], 'steps': ['a', 'a']}"));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    @Test
    void tellsRunsApart() {
        Instant began = Instant.parse("2026-01-05T12:00:00Z");
        RunIdentity fork = new RunIdentity("4711 since then", true, began);
        assertThat(fork.shares("4711 since then", began.minusSeconds(60))).isTrue();
        assertThat(fork.shares("4712 since then", began.plusSeconds(1))).isFalse();
        RunIdentity worker = new RunIdentity("4711 since then", false, began);
        assertThat(worker.shares("4711 since then", began.minusSeconds(1))).isFalse();
        assertThat(worker.shares("4711 since then", began.plusSeconds(1))).isTrue();
        assertThat(new RunIdentity("", true, began).shares("", began.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void summarizesARunInOneLine() {
        RunReport report = new RunReport(
                List.of(new RunReport.Server(
                        ProviderKind.EMBEDDED, "17", "17.11", List.of(), List.of("sandbox (not tried): no sandbox"))),
                List.of(
                        step(Phase.PROVISION, 400),
                        step(Phase.MIGRATE, 30),
                        step(Phase.CLONE, 10),
                        step(Phase.CLONE, 12)),
                List.of());
        assertThat(RunSummary.line(report))
                .isEqualTo("Postgres Ready: embedded Postgres 17.11, 2 databases; provision 400 ms; migrate 30 ms;"
                        + " clone 22 ms; not used: sandbox (not tried): no sandbox");
    }

    @Test
    void saysThatNoPostgresWasUsed() {
        assertThat(RunSummary.line(new RunReport(List.of(), List.of(), List.of())))
                .isEqualTo("Postgres Ready: no Postgres was used");
    }

    private static Timeline.Step step(Phase phase, long millis) {
        return new Timeline.Step(phase, "something", "done", Duration.ofMillis(millis));
    }

    @Test
    void tellsWhereAFailedTestWorkedWithoutThePassword() {
        EngineExecutionResults results = Launch.of(FailingTestCase.class);
        results.testEvents().assertStatistics(stats -> stats.failed(2).succeeded(1));
        List<String> published = results.testEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .map(entry -> String.valueOf(entry.getKeyValuePairs().get("postgres")))
                .toList();
        assertThat(published)
                .hasSize(2)
                .allMatch(
                        line -> line.matches(
                                "postgresql://app_app:\\*\\*\\*@127\\.0\\.0\\.1:\\d+/app_[0-9a-z]+_[0-9a-z]{9} \\(Postgres 17\\.\\d+\\)"));
    }

    @PostgresReady(migrations = Rows.NOTES)
    static class FailingTestCase {
        @BeforeEach
        void fails(TestInfo test, ConnectionInfo info) {
            assertThat(test.getDisplayName()).isNotEqualTo("failsBefore()");
        }

        @Test
        void failsBefore() {}

        @Test
        void fails() {
            throw new AssertionError("this test case fails");
        }

        @Test
        void succeeds() {}
    }
}
