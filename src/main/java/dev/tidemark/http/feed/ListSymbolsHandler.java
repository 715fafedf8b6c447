package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.SymbolListing;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// `GET /api/symbols`: which symbols there are, from which sources, in which datasets.
public final class ListSymbolsHandler implements Handler<RoutingContext> {

    private final HotReader reader;

    public ListSymbolsHandler(HotReader reader) {
        this.reader = reader;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(ctx, reader.symbols().map(ListSymbolsHandler::json));
    }

    private static JsonObject json(List<SymbolListing> listings) {
        var symbols = new JsonArray();
        listings.forEach(listing -> symbols.add(new JsonObject()
                .put("symbol", listing.symbol())
                .put("sources", new JsonArray(listing.sources()))
                .put("datasets", new JsonArray(listing.datasets()))));
        return new JsonObject().put("symbols", symbols);
    }
}
