package dev.tidemark.http.key;

import dev.tidemark.access.ApiKeys.ApiKey;
import dev.tidemark.access.KeyRing;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// `GET /keys`: the stored keys, revoked ones too; never a secret, and not those of the environment.
public final class ListKeysHandler implements Handler<RoutingContext> {

    private final KeyRing keys;

    public ListKeysHandler(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(ctx, keys.list().map(ListKeysHandler::json));
    }

    private static JsonObject json(List<ApiKey> found) {
        var all = new JsonArray();
        found.forEach(key -> all.add(KeyJson.of(key)));
        return new JsonObject().put("keys", all);
    }
}
