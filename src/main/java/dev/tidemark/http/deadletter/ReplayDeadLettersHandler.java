package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetters;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// `POST /dlq/replay`: tries records again, some or all. Doing it twice does no harm.
public final class ReplayDeadLettersHandler implements Handler<RoutingContext> {

    private final Replay replay;
    private final DeadLetters letters;
    private final BodyReader bodies;

    public ReplayDeadLettersHandler(Journal journal, DeadLetters letters, BodyReader bodies) {
        this.replay = new Replay(journal, letters);
        this.letters = letters;
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(ctx, bodies.read(ctx).map(ReplayRequest::parse).compose(this::run));
    }

    private Future<JsonObject> run(ReplayRequest request) {
        List<Long> ids = request.ids();
        return ids == null
                ? replay.replayAll().compose(replayed -> answer(replayed, List.of()))
                : replay.replay(ids).compose(missing -> answer(ids.size() - missing.size(), missing));
    }

    private Future<JsonObject> answer(int replayed, List<Long> missing) {
        return letters.count()
                .map(left -> new JsonObject()
                        .put("replayed", replayed)
                        .put("missing", new JsonArray(missing))
                        .put("remaining", left));
    }
}
