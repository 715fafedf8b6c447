package dev.tidemark.http;

import dev.tidemark.http.gate.RequireScopeHandler;
import dev.tidemark.http.problem.AnswerProblemHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives each request an id, and writes a line about it at debug when it has ended.
///
/// The query is not logged, nor is any header: a key could be in it.
final class LogRequestHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(LogRequestHandler.class);
    private static final int MAX_ID_LENGTH = 64;
    private static final double NANOS_PER_MS = 1e6;

    private final LongSupplier nanoTime;

    LogRequestHandler(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long startedAt = nanoTime.getAsLong();
        String id = requestId(ctx.request().getHeader("X-Request-Id"));
        ctx.put(AnswerProblemHandler.REQUEST_ID, id);
        ctx.response().putHeader("X-Request-Id", id).putHeader("X-Content-Type-Options", "nosniff");
        if (LOG.isDebugEnabled()) {
            ctx.addEndHandler(ended -> log(ctx, id, startedAt));
        }
        ctx.next();
    }

    private void log(RoutingContext ctx, String id, long startedAt) {
        HttpServerResponse response = ctx.response();
        LOG.debug(
                "{} {} {} {} bytes {} ms request {} by {}",
                ctx.request().method(),
                ctx.request().path(),
                response.ended() ? response.getStatusCode() : "cut",
                response.bytesWritten(),
                Math.round((nanoTime.getAsLong() - startedAt) / NANOS_PER_MS * 10) / 10.0,
                id,
                RequireScopeHandler.principal(ctx).id());
    }

    // An id names a request in logs, it guards nothing: it need not be hard to guess.
    private static String requestId(@Nullable String given) {
        if (given != null && given.length() <= MAX_ID_LENGTH && given.matches("[A-Za-z0-9._-]+")) {
            return given;
        }
        return Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    }
}
