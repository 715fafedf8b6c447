package dev.tidemark.http.feed;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotReader;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/// `GET /gaps`: records that a venue has sent or counted and that never came, the newest first.
public final class ListGapsHandler implements Handler<RoutingContext> {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;

    private final HotReader reader;

    public ListGapsHandler(HotReader reader) {
        this.reader = reader;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, Set.of("limit"));
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Answers.when(ctx, reader.gaps(limit).map(ListGapsHandler::json));
    }

    private static JsonObject json(List<Gap> gaps) {
        var all = new JsonArray();
        gaps.forEach(gap -> all.add(new JsonObject()
                .put("id", gap.id())
                .put("source", gap.source())
                .put("symbol", gap.symbol())
                .put("kind", gap.kind())
                .put("from", gap.from())
                .put("to", gap.to())
                .put("missing", gap.to() - gap.from() + 1)
                .put("seen", gap.seen().toString())
                .put("filled", gap.filled() == null ? null : gap.filled().toString())));
        return new JsonObject().put("gaps", all);
    }
}
