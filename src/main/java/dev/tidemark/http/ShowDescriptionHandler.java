package dev.tidemark.http;

import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `GET /openapi.json`: what there is, for people and for generators of clients.
final class ShowDescriptionHandler implements Handler<RoutingContext> {

    private final Buffer description;

    ShowDescriptionHandler(JsonObject description) {
        this.description = description.toBuffer();
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.send(ctx, 200, "application/json", description);
    }
}
