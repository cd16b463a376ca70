package dev.postgresready.cli;

import dev.postgresready.host.GlibcVersion;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.Overlay;
import dev.postgresready.plan.Planner;
import dev.postgresready.provision.overlay.OverlayStore;
import dev.postgresready.request.PostgresRequest;
import dev.postgresready.request.PostgresVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the overlays of this machine are, and how they are told. */
record ExtensionPlace(HostFacts facts, Path cache) {

    static ExtensionPlace of(HostFacts facts) {
        Path cache = Planner.plan(PostgresRequest.builder().build(), facts)
                .placement()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NO_POSTGRES, "there is no cache directory for extensions here", "sandbox doctor"))
                .cache();
        return new ExtensionPlace(facts, cache);
    }

    OverlayStore store() {
        return new OverlayStore(cache, facts.platform(), GlibcVersion.ofMachine());
    }

    /** The overlays that servers can be given, the newest first. */
    List<Overlay> overlays(Optional<PostgresVersion> version) {
        return facts.overlays().stream()
                .filter(overlay -> overlay.home().startsWith(cache))
                .filter(overlay -> version.map(PostgresVersion::major)
                        .filter(major -> major != overlay.major())
                        .isEmpty())
                .toList();
    }

    static String text(Overlay overlay) {
        String names = new TreeMap<>(overlay.extensions())
                .entrySet().stream()
                        .map(extension -> extension.getKey() + " " + extension.getValue())
                        .collect(Collectors.joining(", "));
        return names + " for Postgres " + overlay.major() + ", from " + overlay.source() + " [" + overlay.id() + "]";
    }

    static Map<String, Object> json(Overlay overlay) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", overlay.id());
        entry.put("postgres", overlay.major());
        entry.put("extensions", new TreeMap<>(overlay.extensions()));
        entry.put("source", overlay.source());
        entry.put("repaired", overlay.repaired());
        entry.put("path", overlay.home().toString());
        return entry;
    }
}
