package dev.postgresready.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a code scanner gets: every finding at a line of a file of the repository. */
class CodeScanningTest {

    private static final String MIGRATION = """
            create table orders (
                id    bigint primary key,
                email text,
                made  timestamp
            );
            create table "odd names" (a int);
            create index orders_of_email on orders (email);
            create index orders_of_email_made on orders (email, made);
            """;

    /** A repository with the project in a directory whose name a URI must escape. */
    @TempDir
    private Path repository;

    @Test
    void eachResultIsAtALineOfAFileOfTheRepository() throws IOException {
        Files.createDirectories(repository.resolve(".git"));
        Path project = Files.createDirectories(repository.resolve("my server"));
        Files.createDirectories(project.resolve("migrations"));
        Files.writeString(project.resolve("migrations/001_orders.sql"), MIGRATION);
        Files.writeString(project.resolve("expect.yaml"), "tables:\n  - orders\n  - invoices\n");

        try (Cli cli = new Cli(project)) {
            assertThat(cli.run("up").code()).isZero();
            Cli.Result run = cli.run(
                    "verify", "--profile", "full", "--expect", "expect.yaml", "--format", "github", "-o", "r.sarif");

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FINDINGS);
            assertThat(run.out().lines().toList())
                    .anyMatch(line -> line.startsWith(
                            "::warning file=my server/migrations/001_orders.sql,line=4,title=schema.timestamps::"))
                    .anyMatch(
                            line -> line.startsWith("::error file=my server/expect.yaml,line=3,title=schema.tables::"))
                    .anyMatch(line -> line.contains("odd names") && line.contains(",line=6,"));
        }
        assertThat(accepted(project.resolve("r.sarif")))
                .contains("schema.timestamps 4", "index.redundant 7", "schema.primary-keys 6", "schema.tables 3");
    }

    /** As GitHub takes them: rule, text, a relative URI of a file that is there, a line of it. */
    private List<String> accepted(Path sarif) throws IOException {
        JsonObject document = JsonParser.parseString(Files.readString(sarif)).getAsJsonObject();
        assertThat(document.get("version").getAsString()).isEqualTo("2.1.0");
        JsonObject run = document.getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isNotBlank();
        List<String> rules = StreamSupport.stream(driver.getAsJsonArray("rules").spliterator(), false)
                .map(rule -> rule.getAsJsonObject().get("id").getAsString())
                .toList();
        assertThat(rules).doesNotHaveDuplicates();
        List<String> results = new ArrayList<>();
        for (JsonElement element : run.getAsJsonArray("results")) {
            results.add(accepted(element.getAsJsonObject(), rules));
        }
        return results;
    }

    private String accepted(JsonObject result, List<String> rules) throws IOException {
        String rule = result.get("ruleId").getAsString();
        assertThat(rules).contains(rule);
        assertThat(result.getAsJsonObject("message").get("text").getAsString()).isNotBlank();
        assertThat(Set.of("error", "warning", "note"))
                .contains(result.get("level").getAsString());
        JsonObject place =
                result.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonObject("physicalLocation");
        URI uri =
                URI.create(place.getAsJsonObject("artifactLocation").get("uri").getAsString());
        int line = place.getAsJsonObject("region").get("startLine").getAsInt();
        assertThat(uri.isAbsolute()).isFalse();
        assertThat(uri.getPath()).doesNotStartWith("/").doesNotContain("..");
        Path file = repository.resolve(uri.getPath());
        if (!uri.getPath().equals("postgres-ready.yaml")) {
            assertThat(file).exists();
            assertThat(line).isBetween(1, Files.readAllLines(file).size());
        }
        return rule + " " + line;
    }
}
