package dev.tidemark.http.operate;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.RowCounts;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;

/// `GET /status/rows`: what the hot tables hold, counted. Takes as long as the tables are big, and is a problem where
/// that is longer than the database lets a statement run; `/status` has estimates at once.
public final class CountRowsHandler implements Handler<RoutingContext> {

    private static final Duration RECENT = Duration.ofHours(24);

    private final HotReader reader;
    private final InstantSource clock;

    public CountRowsHandler(HotReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(ctx, reader.counts(clock.instant().minus(RECENT)).map(CountRowsHandler::json));
    }

    private static JsonObject json(RowCounts counts) {
        var bySource = new JsonArray();
        counts.bySource()
                .forEach(one -> bySource.add(new JsonObject()
                        .put("dataset", one.dataset())
                        .put("source", one.source())
                        .put("rows", one.rows())));
        var bySymbol = new JsonArray();
        counts.recent()
                .forEach(one -> bySymbol.add(new JsonObject()
                        .put("dataset", one.dataset())
                        .put("source", one.source())
                        .put("symbol", one.symbol())
                        .put("rows", one.rows())));
        return new JsonObject().put("rows_by_source", bySource).put("rows_24h_by_symbol", bySymbol);
    }
}
