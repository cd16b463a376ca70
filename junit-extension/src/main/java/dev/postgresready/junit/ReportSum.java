package dev.postgresready.junit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes one report of those of two JVMs: numbers are added, what both used stands there once, steps follow each other. */
final class ReportSum {

    private static final String STEPS = "steps";
    private static final String MATRIX = "matrix";
    private static final String CONNECTED = "connected";

    private ReportSum() {}

    static JsonObject of(JsonObject one, JsonObject other) {
        JsonObject sum = one.deepCopy();
        for (String name : other.keySet()) {
            JsonElement added = other.get(name);
            sum.add(name, sum.has(name) ? of(name, sum.get(name), added) : added);
        }
        return sum;
    }

    private static JsonElement of(String name, JsonElement one, JsonElement other) {
        if (one.isJsonObject() && other.isJsonObject()) {
            return of(one.getAsJsonObject(), other.getAsJsonObject());
        }
        if (!one.isJsonArray() || !other.isJsonArray()) {
            JsonObject sum = new JsonObject();
            sum.addProperty(name, one.getAsLong() + other.getAsLong());
            return sum.get(name);
        }
        JsonArray all = one.getAsJsonArray().deepCopy();
        all.addAll(other.getAsJsonArray());
        return name.equals(STEPS) ? all : distinct(all, name.equals(MATRIX));
    }

    /** A version that one JVM connected to was connected to, whatever became of it in another. */
    private static JsonArray distinct(JsonArray all, boolean matrix) {
        Set<JsonElement> elements = new LinkedHashSet<>();
        all.forEach(elements::add);
        if (matrix) {
            Set<JsonObject> connected = new LinkedHashSet<>();
            for (JsonElement cell : elements) {
                if (cell.getAsJsonObject().has(CONNECTED)) {
                    connected.add(asked(cell));
                }
            }
            elements.removeIf(cell -> !cell.getAsJsonObject().has(CONNECTED) && connected.contains(asked(cell)));
        }
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    private static JsonObject asked(JsonElement cell) {
        JsonObject asked = cell.getAsJsonObject().deepCopy();
        asked.remove(CONNECTED);
        return asked;
    }
}
