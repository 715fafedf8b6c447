package dev.tidemark.http.operate;

import dev.tidemark.http.wire.Answers;
import dev.tidemark.telemetry.StatusModel;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `GET /status`: everything at a glance. Always 200, whatever it says.
public final class ShowStatusHandler implements Handler<RoutingContext> {

    private final StatusModel status;

    public ShowStatusHandler(StatusModel status) {
        this.status = status;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.json(ctx, 200, status.json());
    }
}
