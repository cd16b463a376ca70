package dev.postgresready.cli.extension;

import dev.postgresready.host.Overlay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How extensions that were added are told. */
final class ExtensionText {

    private ExtensionText() {}

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
