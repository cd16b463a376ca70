package dev.postgresready.junit;

import dev.postgresready.guard.StorageGuard;
import dev.postgresready.request.InvalidRequestException;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.request.SeedSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An annotation and the class it stands on. */
record Declaration(PostgresReady annotation, Class<?> owner) {

    boolean required() {
        return annotation.required() && StorageGuard.databaseRequired();
    }

    /** Do what the annotation asks for; where one of its values is refused, say that it came from here. */
    <T> T fulfil(Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidRequestException e) {
            String reason = String.valueOf(e.getMessage());
            InvalidRequestException named = InvalidRequestException.of(
                    "@PostgresReady on " + owner.getName(), values(), reason.replaceFirst("\\.$", ""));
            named.initCause(e);
            throw named;
        }
    }

    /** What the annotation asks for; within a run of a matrix, in the version and from the provider of that. */
    PostgresRequest request(Optional<MatrixRun> matrix) {
        PostgresRequest.Builder request = PostgresRequest.builder().isolation(annotation.isolation());
        given(annotation.version()).map(PostgresVersion::parse).ifPresent(request::version);
        given(annotation.provider()).map(ProviderKind::parse).ifPresent(request::provider);
        given(annotation.fixture()).ifPresent(request::fixture);
        given(annotation.database()).ifPresent(request::database);
        List.of(annotation.migrations()).forEach(text -> request.migrations(MigrationSource.parse(text)));
        List.of(annotation.seed()).forEach(text -> request.seed(SeedSource.parse(text)));
        List.of(annotation.extensions()).forEach(request::extension);
        List.of(annotation.without()).forEach(request::without);
        matrix.filter(run -> !ownVersion(run)).ifPresent(run -> {
            request.version(run.cell().version());
            run.cell().provider().filter(any -> annotation.provider().isEmpty()).ifPresent(request::provider);
        });
        return request.build();
    }

    /** A nested class that names a version of its own keeps to it; a matrix of a method is nearer than its class. */
    boolean ownVersion(MatrixRun run) {
        return !annotation.version().isEmpty() && run.where() instanceof Class<?>;
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private String values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("fixture", annotation.fixture());
        values.put("migrations", String.join(", ", annotation.migrations()));
        values.put("seed", String.join(", ", annotation.seed()));
        values.put("extensions", String.join(", ", annotation.extensions()));
        values.put("without", String.join(", ", annotation.without()));
        values.put("version", annotation.version());
        values.put("provider", annotation.provider());
        values.put("database", annotation.database());
        return values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining("; "));
    }
}
