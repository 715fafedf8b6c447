package dev.tidemark.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The OpenAPI 3.1 description, put together from one file for each feature under `openapi/`.
final class ApiDescription {

    private static final List<String> FEATURES = List.of(
            "operate", "status", "ingest", "feed", "series", "deadletter", "key", "archive", "lake", "backfill");

    private ApiDescription() {}

    /// Reads the files; they are part of the program, so a missing one is a bug.
    static JsonObject load() {
        JsonObject whole = read("openapi");
        for (String feature : FEATURES) {
            JsonObject part = read(feature);
            whole.getJsonObject("paths").mergeIn(part.getJsonObject("paths"));
            whole.getJsonObject("components")
                    .getJsonObject("schemas")
                    .mergeIn(part.getJsonObject("components").getJsonObject("schemas"));
        }
        return whole;
    }

    private static JsonObject read(String name) {
        String path = "/openapi/" + name + ".json";
        try (InputStream in = ApiDescription.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Expected the resource " + path + ", was not there");
            }
            return Buffer.buffer(in.readAllBytes()).toJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a readable resource " + path, e);
        }
    }
}
