package dev.tidemark.http.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends answers that are known as a whole.
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    public static void json(RoutingContext ctx, int status, JsonObject body) {
        ctx.response().putHeader("Cache-Control", "no-store");
        send(ctx, status, "application/json", body.toBuffer());
    }

    public static void send(RoutingContext ctx, int status, String contentType, Buffer body) {
        reported(ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(body));
    }

    public static void empty(RoutingContext ctx, int status) {
        reported(ctx.response().setStatusCode(status).end());
    }

    /// Answers with 200 once the body is there, or with the problem.
    public static void when(RoutingContext ctx, Future<JsonObject> body) {
        body.onSuccess(json -> json(ctx, 200, json)).onFailure(ctx::fail);
    }

    private static void reported(Future<Void> sent) {
        sent.onFailure(gone -> LOG.debug("Nobody waited for the answer", gone));
    }
}
