package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetters;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `DELETE /dlq/{id}`: gives a record up.
public final class DeleteDeadLetterHandler implements Handler<RoutingContext> {

    private final DeadLetters letters;

    public DeleteDeadLetterHandler(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long id = LetterId.of(ctx);
        letters.delete(id).onSuccess(wasThere -> answer(ctx, id, wasThere)).onFailure(ctx::fail);
    }

    private static void answer(RoutingContext ctx, long id, boolean wasThere) {
        if (wasThere) {
            Answers.empty(ctx, 204);
        } else {
            ctx.fail(LetterId.unknown(id).asException());
        }
    }
}
