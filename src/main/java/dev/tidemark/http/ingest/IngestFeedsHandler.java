package dev.tidemark.http.ingest;

import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.journal.Journal;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/// `POST /internal/ingest`: takes feeds, and answers 202 once they would survive `kill -9`.
public final class IngestFeedsHandler implements Handler<RoutingContext> {

    private final IngestHandler handler;

    public IngestFeedsHandler(
            Journal journal, BodyReader bodies, int maxFeeds, InstantSource clock, IngestCounters counters) {
        this.handler =
                new IngestHandler(new IngestHandler.Sink(journal, bodies, clock, counters), new FeedsParser(maxFeeds));
    }

    @Override
    public void handle(RoutingContext ctx) {
        handler.handle(ctx);
    }
}
