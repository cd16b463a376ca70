package dev.postgresready.cli.matrix;

import dev.postgresready.cli.connection.EnvFormat;
import dev.postgresready.plan.VersionMatrix;
import dev.postgresready.request.InvalidRequestException;
import dev.postgresready.request.MatrixCell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A workflow that lets a CI system run each version of a matrix as a job of its own. */
enum CiWorkflow {
    GITHUB,
    GITLAB;

    private static final String USUAL_COMMAND = "mvn -B verify";

    static CiWorkflow named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidRequestException.of("--emit", name, "give github or gitlab"));
    }

    /** The whole file. */
    String text(VersionMatrix matrix, List<String> command) {
        if (matrix.named().stream().anyMatch(cell -> cell.provider().isPresent())) {
            throw InvalidRequestException.of(
                    "--emit", label(), "a workflow lets each machine choose its provider: leave --provider out");
        }
        String versions = matrix.named().stream()
                .map(MatrixCell::version)
                .map(version -> "\"" + version + "\"")
                .collect(Collectors.joining(", "));
        String line = command.isEmpty()
                ? USUAL_COMMAND
                : command.stream().map(EnvFormat::quoted).collect(Collectors.joining(" "));
        return template().replace("@VERSIONS@", versions).replace("@COMMAND@", line);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String template() {
        String resource = "workflow-" + label() + ".yml";
        try (InputStream stream = Objects.requireNonNull(CiWorkflow.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
