package dev.postgresready.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.postgresready.cli.Cli;
import dev.postgresready.cli.session.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sandbox doctor --json} prints has the documented form. */
class DoctorJsonTest {

    private static final Path SCHEMA = Path.of("../docs/schema/doctor-1.json");

    @TempDir
    Path project;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(project);
    }

    @Test
    void hasTheDocumentedFormWhereAPostgresCanBeHad() {
        Cli.Result doctor = cli.run("doctor", "--json", "-v");
        assertThat(problems(doctor.out())).isEmpty();
        assertThat(parsed(doctor.out()).get("servable").getAsBoolean()).isTrue();
    }

    @Test
    void hasTheDocumentedFormWhereNoneCanBeHad() throws IOException {
        Path file = Files.writeString(project.resolve("file"), "");
        cli.with("POSTGRES_READY_CACHE", file + "/cache").with("POSTGRES_READY_PROVIDER", "embedded");
        Cli.Result doctor = cli.run("doctor", "--json");
        assertThat(doctor.code()).isEqualTo(ExitCode.NO_POSTGRES);
        assertThat(problems(doctor.out())).isEmpty();
        assertThat(doctor.out()).contains("\"effect\"", "\"for\": \"ci\"", "\"for\": \"agent\"");
        Cli.Result plan = cli.run("doctor", "--for-agent", "--json");
        assertThat(problems(plan.out())).isEmpty();
        assertThat(parsed(plan.out()).get("works").getAsBoolean()).isFalse();
    }

    @Test
    void tellsASandboxThatIsStoppedFromNone() {
        try (Cli sandbox = new Cli(project)) {
            assertThat(sandbox.run("up").code()).isZero();
            assertThat(sandbox.run("down").code()).isZero();
            String stopped = cli.run("doctor", "--json").out();
            assertThat(problems(stopped)).isEmpty();
            assertThat(stopped)
                    .contains("PGR-SANDBOX-STOPPED", "its data is kept")
                    .doesNotContain("PGR-SANDBOX-NONE");
        }
        assertThat(cli.run("down", "--purge").code()).isZero();
        assertThat(cli.run("doctor", "--json").out()).contains("PGR-SANDBOX-NONE");
    }

    @Test
    void hasTheDocumentedFormForAgents() {
        assertThat(problems(cli.run("doctor", "--for-agent", "--json").out())).isEmpty();
    }

    @Test
    void isNotOfAnyForm() {
        JsonObject document = parsed(cli.run("doctor", "--json").out());
        document.addProperty("schema_version", 2);
        assertThat(problems(document.toString())).isNotEmpty();
        JsonObject other = parsed(cli.run("doctor", "--json").out());
        other.getAsJsonArray("checks").get(0).getAsJsonObject().addProperty("verdict", "perhaps");
        assertThat(problems(other.toString())).isNotEmpty();
    }

    private static JsonObject parsed(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static List<String> problems(String document) {
        try {
            ValidatorFactory factory = new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory());
            Validator.Result result = factory.validate(Files.readString(SCHEMA), document);
            return result.isValid()
                    ? List.of()
                    : result.getErrors().stream()
                            .map(error -> error.getInstanceLocation() + ": " + error.getError())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
