package dev.tidemark.http.wire;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Collects a request's body within bounds: of one body, of all bodies together, and of time.
///
/// Its own rather than vertx-web's BodyHandler, which must stand before the question who is asking, takes a JSON body
/// sent by plain `curl -d` for a form, and knows no bound over all requests.
public final class BodyReader {

    private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

    private final int maxBytes;
    private final BodyBudget budget;
    private final Duration patience;

    /// @param maxBytes of one body, as sent and as decompressed
    /// @param patience how long a body may take to come in
    public BodyReader(int maxBytes, BodyBudget budget, Duration patience) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.patience = patience;
    }

    public int maxBytes() {
        return maxBytes;
    }

    /// Reads the body as it was sent. Fails with a problem: 413, 408, or 503 while too many bodies are being read.
    /// Must be called on the request's event loop before its body can have come, that is, at once or while it is
    /// paused.
    public Future<Buffer> read(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (isDeclaredTooLarge(request)) {
            return Future.failedFuture(tooLarge(maxBytes).asException());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            ctx.response().writeContinue().onFailure(ctx::fail);
        }
        return new Reading(ctx).start();
    }

    /// The answer to a body beyond its bound.
    public static Problem tooLarge(long maxBytes) {
        return Problem.of(ProblemKind.TOO_LARGE, "Expected a body of at most " + maxBytes + " bytes, was more");
    }

    private boolean isDeclaredTooLarge(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        // The HTTP codec has checked that it is a number; one that does not fit a long has more than 18 digits.
        return length != null && (length.length() > 18 || Long.parseLong(length) > maxBytes);
    }

    private final class Reading {
        private final RoutingContext ctx;
        private final Promise<Buffer> whole = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private long reserved;
        private long timer = -1;

        private Reading(RoutingContext ctx) {
            this.ctx = ctx;
        }

        private Future<Buffer> start() {
            HttpServerRequest request = ctx.request();
            timer = ctx.vertx()
                    .setTimer(
                            patience.toMillis(),
                            late -> fail(Problem.of(
                                    ProblemKind.TIMED_OUT, "Expected the body within " + patience.toSeconds() + " s")));
            ctx.addEndHandler(ended -> release());
            request.exceptionHandler(this::broken)
                    .handler(this::part)
                    .endHandler(end -> done())
                    .resume();
            return whole.future();
        }

        private void part(Buffer part) {
            if (whole.future().isComplete()) {
                return;
            }
            if (body.length() + part.length() > maxBytes) {
                fail(tooLarge(maxBytes));
            } else if (!budget.take(part.length())) {
                fail(Problem.of(ProblemKind.UNAVAILABLE, "Too many bodies are being read. Try again later.")
                        .retryAfter(BUSY_WAIT));
            } else {
                reserved += part.length();
                body.appendBuffer(part);
            }
        }

        private void done() {
            ctx.vertx().cancelTimer(timer);
            whole.tryComplete(body);
        }

        private void broken(Throwable cause) {
            ctx.vertx().cancelTimer(timer);
            whole.tryFail(cause);
        }

        private void fail(Problem problem) {
            ctx.vertx().cancelTimer(timer);
            whole.tryFail(problem.asException());
        }

        private void release() {
            ctx.vertx().cancelTimer(timer);
            budget.release(reserved);
            reserved = 0;
        }
    }
}
