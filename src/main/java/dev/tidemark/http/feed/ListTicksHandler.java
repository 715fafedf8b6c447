package dev.tidemark.http.feed;

import dev.tidemark.market.Dataset;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/// `GET /api/ticks`: ticks of a symbol in a range, by time, then arrival.
public final class ListTicksHandler implements Handler<RoutingContext> {

    private final FeedPages pages;
    private final InstantSource clock;

    public ListTicksHandler(FeedPages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        pages.answer(ctx, FeedRequest.of(ctx, Dataset.TICKS, clock), RowWriter::tick);
    }
}
