package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.DeadLetters;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/// `GET /dlq`: the dead letters, the newest first, page by page.
public final class ListDeadLettersHandler implements Handler<RoutingContext> {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final DeadLetters letters;

    public ListDeadLettersHandler(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, Set.of("limit", "before"));
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        long before = parameters.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        Answers.when(ctx, letters.list(before, limit + 1).map(found -> page(found, limit)));
    }

    private static JsonObject page(List<DeadLetter> found, int limit) {
        List<DeadLetter> shown = found.size() > limit ? found.subList(0, limit) : found;
        var all = new JsonArray();
        shown.forEach(letter -> all.add(DeadLetterJson.of(letter)));
        Long next = found.size() > limit ? (Long) shown.getLast().id() : null;
        return new JsonObject().put("dead_letters", all).put("next", next);
    }
}
