package dev.tidemark.http.deadletter;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.ext.web.RoutingContext;

/// The number of a dead letter in a path.
final class LetterId {

    private LetterId() {}

    static long of(RoutingContext ctx) {
        return QueryParameters.number("id", String.valueOf(ctx.pathParam("id")), 1, Long.MAX_VALUE);
    }

    static Problem unknown(long id) {
        return Problem.of(ProblemKind.NOT_FOUND, "Expected the id of a dead letter, as in /dlq, was " + id);
    }
}
