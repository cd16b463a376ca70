package dev.postgresready.cli.request;

import dev.postgresready.host.HostFacts;
import dev.postgresready.host.Setting;
import dev.postgresready.plan.Planner;
import dev.postgresready.request.PostgresRequest;
import java.util.stream.Collectors;

/**
 * Which schema a request gets, and why.
 *
 * @param request with a fixture or migrations
 * @param reason in a few words, for the user
 */
public record SchemaChoice(PostgresRequest request, String reason) {

    private static final String BUNDLED = "metaextract";

    /** The request's own, else the configured, else the project's, else the bundled fixture. */
    public static SchemaChoice of(PostgresRequest request, HostFacts facts) {
        if (request.fixture().isPresent() || !request.migrations().isEmpty()) {
            return new SchemaChoice(request, "schema: " + names(request) + " (asked for)");
        }
        PostgresRequest planned = Planner.plan(request, facts).request();
        if (planned.fixture().isPresent() || !planned.migrations().isEmpty()) {
            return new SchemaChoice(
                    request,
                    "schema: " + names(planned) + (configured(facts) ? " (configured)" : " (found in this project)"));
        }
        return new SchemaChoice(
                request.toBuilder().fixture(BUNDLED).build(),
                "schema: the bundled fixture " + BUNDLED + ", as there are no migrations in "
                        + String.join(", ", facts.migrations().looked()));
    }

    private static boolean configured(HostFacts facts) {
        return facts.configuration().value(Setting.FIXTURE).isPresent()
                || facts.configuration().value(Setting.MIGRATIONS).isPresent();
    }

    private static String names(PostgresRequest request) {
        return request.fixture()
                .map(name -> "fixture " + name)
                .orElseGet(() -> request.migrations().stream()
                        .map(source -> "migrations in " + source)
                        .collect(Collectors.joining(", ")));
    }
}
