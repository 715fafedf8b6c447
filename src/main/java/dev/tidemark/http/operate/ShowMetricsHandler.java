package dev.tidemark.http.operate;

import dev.tidemark.http.wire.Answers;
import dev.tidemark.telemetry.Metrics;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/// `GET /metrics`: the figures in Prometheus' text format.
public final class ShowMetricsHandler implements Handler<RoutingContext> {

    private final Metrics metrics;

    public ShowMetricsHandler(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext ctx) {
        // Gathering may take some milliseconds with many sources, which is not for an event loop.
        ctx.vertx()
                .executeBlocking(metrics::scrape, false)
                .onSuccess(text -> Answers.send(ctx, 200, Metrics.CONTENT_TYPE, Buffer.buffer(text)))
                .onFailure(ctx::fail);
    }
}
