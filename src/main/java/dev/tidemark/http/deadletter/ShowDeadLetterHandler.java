package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetters;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `GET /dlq/{id}`: one dead letter.
public final class ShowDeadLetterHandler implements Handler<RoutingContext> {

    private final DeadLetters letters;

    public ShowDeadLetterHandler(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long id = LetterId.of(ctx);
        Answers.when(
                ctx,
                letters.find(id)
                        .map(found -> found.map(DeadLetterJson::of)
                                .orElseThrow(() -> LetterId.unknown(id).asException())));
    }
}
