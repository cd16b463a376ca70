package dev.postgresready.junit;

import dev.postgresready.guard.StorageGuard;
import dev.postgresready.request.InvalidRequestException;
import dev.postgresready.request.MatrixCell;
import dev.postgresready.request.MigrationSource;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import dev.postgresready.request.ProviderKind;
import dev.postgresready.request.SeedSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An annotation and the class it stands on. */
record Declaration(PostgresReady annotation, Class<?> owner) {

    /** As the environment of this process says, which does not change. */
    private static final boolean DATABASE_REQUIRED = StorageGuard.databaseRequired();

    boolean required() {
        return annotation.required() && DATABASE_REQUIRED;
    }

    /**
     * Do what the annotation asks for; where one of its values is refused, say that it came from here. A setting that is
     * refused speaks for itself, and so does what stands nowhere in the annotation.
     */
    <T> T fulfil(Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidRequestException e) {
            if (e.isOfSetting() || values().isEmpty()) {
                throw e;
            }
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
        if (!annotation.version().isEmpty()) {
            request.version(PostgresVersion.parse(annotation.version()));
        }
        if (!annotation.provider().isEmpty()) {
            request.provider(ProviderKind.parse(annotation.provider()));
        }
        if (!annotation.fixture().isEmpty()) {
            request.fixture(annotation.fixture());
        }
        if (!annotation.database().isEmpty()) {
            request.database(annotation.database());
        }
        addLists(request);
        if (matrix.isPresent() && !ownVersion(matrix.get())) {
            take(matrix.get().cell(), request);
        }
        return request.build();
    }

    private void addLists(PostgresRequest.Builder request) {
        for (String text : annotation.migrations()) {
            request.migrations(MigrationSource.parse(text));
        }
        for (String text : annotation.seed()) {
            request.seed(SeedSource.parse(text));
        }
        for (String extension : annotation.extensions()) {
            request.extension(extension);
        }
        for (String entry : annotation.without()) {
            request.without(entry);
        }
    }

    private void take(MatrixCell cell, PostgresRequest.Builder request) {
        request.version(cell.version());
        if (annotation.provider().isEmpty()) {
            cell.provider().ifPresent(request::provider);
        }
    }

    /** A nested class that names a version of its own keeps to it; a matrix of a method is nearer than its class. */
    boolean ownVersion(MatrixRun run) {
        return !annotation.version().isEmpty() && run.where() instanceof Class<?>;
    }

    private String values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("fixture", annotation.fixture());
        values.put("migrations", listed(annotation.migrations()));
        values.put("seed", listed(annotation.seed()));
        values.put("extensions", listed(annotation.extensions()));
        values.put("without", listed(annotation.without()));
        values.put("version", annotation.version());
        values.put("provider", annotation.provider());
        values.put("database", annotation.database());
        return values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining("; "));
    }

    /** An entry that is there and empty is shown as such. */
    private static String listed(String[] entries) {
        return Arrays.stream(entries)
                .map(entry -> entry.isEmpty() ? "\"\"" : entry)
                .collect(Collectors.joining(", "));
    }
}
