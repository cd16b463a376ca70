package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.Json;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.host.SandboxState;
import dev.postgresready.report.Timeline;
import dev.postgresready.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sandbox's state as JSON. */
final class StateText {

    private StateText() {}

    static Map<String, Object> json(SandboxState state) {
        ConnectionInfo info = Sandbox.connectionInfo(state, DatabaseRole.APP);
        Map<String, Object> document = Json.document("running", true);
        document.put("url", info.url());
        document.put("jdbcUrl", info.jdbcUrl());
        document.put("transport", state.address().transport().key());
        document.put("host", info.host());
        document.put("port", info.port());
        state.address()
                .directory()
                .ifPresent(
                        path -> document.put("socket", state.address().socket().toString()));
        document.put("database", info.database());
        document.put("user", info.user());
        document.put("postgres", state.serverVersion());
        document.put("provider", state.content().provider());
        document.put("data", state.place());
        if (state.elsewhere().isEmpty()) {
            document.put("pid", state.pid());
            document.put("log", state.log().toString());
        }
        state.container().ifPresent(name -> document.put("container", name));
        document.put("fixture", state.content().fixture());
        document.put("migrations", state.content().migrations());
        document.put("seed", state.content().seed());
        return document;
    }

    static List<Map<String, Object>> steps(Timeline timeline) {
        return timeline.steps().stream()
                .map(step -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("phase", step.phase().label());
                    entry.put("step", step.what());
                    entry.put("outcome", step.outcome());
                    entry.put("millis", step.took().toMillis());
                    return entry;
                })
                .toList();
    }
}
