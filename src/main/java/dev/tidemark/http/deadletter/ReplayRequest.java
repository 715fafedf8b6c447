package dev.tidemark.http.deadletter;

import dev.tidemark.http.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which dead letters are to be tried again: `{"ids":[1,2]}` or `{"all":true}`.
///
/// @param ids without doubles; null for all
record ReplayRequest(@Nullable List<Long> ids) {

    static final int MAX_IDS = 1_000;

    private static final String EXPECTED = "Expected {\"ids\":[1,2]} with 1 to " + MAX_IDS + " ids, or {\"all\":true}";

    static ReplayRequest parse(Buffer body) {
        JsonObject json;
        try {
            json = body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw refused("#", "was something else");
        }
        Object all = json.getValue("all");
        Object ids = json.getValue("ids");
        if (Boolean.TRUE.equals(all) && ids == null) {
            return new ReplayRequest(null);
        }
        if (all != null && !Boolean.FALSE.equals(all)) {
            throw refused("#/all", ids == null ? "was another value" : "were both");
        }
        return new ReplayRequest(ids(ids));
    }

    private static List<Long> ids(@Nullable Object ids) {
        if (!(ids instanceof JsonArray list) || list.isEmpty() || list.size() > MAX_IDS) {
            throw refused("#/ids", ids instanceof JsonArray list ? "were " + list.size() : "was no list");
        }
        return list.stream().map(ReplayRequest::id).distinct().toList();
    }

    private static Long id(Object id) {
        if (id instanceof Integer || id instanceof Long) {
            return ((Number) id).longValue();
        }
        throw refused("#/ids", "holds what is no id");
    }

    private static RuntimeException refused(String pointer, String was) {
        return Problem.pointer(pointer, "body", EXPECTED + ", " + was).asException();
    }
}
