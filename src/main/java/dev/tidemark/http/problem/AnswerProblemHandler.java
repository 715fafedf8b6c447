package dev.tidemark.http.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a failed request with its problem, and logs it once if it is ours.
///
/// An answer that has begun cannot become a problem any more: its connection is cut, so that nobody takes it for
/// complete.
public final class AnswerProblemHandler implements Handler<RoutingContext> {

    /// Where the request's own id is kept in its routing context.
    public static final String REQUEST_ID = "requestId";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerProblemHandler.class);

    private final int otherwise;

    /// For failures of handlers.
    public AnswerProblemHandler() {
        this(ProblemKind.INTERNAL.status());
    }

    /// For what the router itself gives up with this status, without telling the routing context.
    public AnswerProblemHandler(int status) {
        this.otherwise = status;
    }

    @Override
    public void handle(RoutingContext ctx) {
        int status = ctx.statusCode() > 0 ? ctx.statusCode() : otherwise;
        Problem problem = ProblemMapping.of(ctx.failure(), status);
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            LOG.debug(
                    "Nobody waits for the answer to {} {} any more",
                    ctx.request().method(),
                    ctx.request().path());
            return;
        }
        log(ctx, problem);
        if (response.headWritten()) {
            response.reset().onFailure(late -> LOG.debug("Reset of a broken answer failed", late));
            return;
        }
        // A body that nobody has read would stop the connection from ever serving its next request.
        ctx.request().resume();
        send(ctx, problem);
    }

    private static void log(RoutingContext ctx, Problem problem) {
        int status = problem.kind().status();
        String requestId = ctx.get(REQUEST_ID);
        if (status == ProblemKind.INTERNAL.status()) {
            LOG.error(
                    "{} {} failed, request {}",
                    ctx.request().method(),
                    ctx.request().path(),
                    requestId,
                    ctx.failure());
        } else if (status > ProblemKind.INTERNAL.status()) {
            LOG.warn(
                    "{} {} answered {}, request {}: {}",
                    ctx.request().method(),
                    ctx.request().path(),
                    status,
                    requestId,
                    String.valueOf(ctx.failure()));
        }
    }

    private static void send(RoutingContext ctx, Problem problem) {
        HttpServerResponse response = ctx.response();
        problem.headers().forEach(response::putHeader);
        Duration wait = problem.retryAfter();
        if (wait != null) {
            response.putHeader("Retry-After", String.valueOf(seconds(wait)));
        }
        response.setStatusCode(problem.kind().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body(ctx, problem).toBuffer())
                .onFailure(gone -> LOG.debug("Nobody waited for the problem", gone));
    }

    private static JsonObject body(RoutingContext ctx, Problem problem) {
        var json = new JsonObject()
                .put("type", problem.kind().type())
                .put("title", problem.kind().title())
                .put("status", problem.kind().status())
                .put("detail", problem.detail())
                .put("instance", ctx.request().path())
                .put("requestId", ctx.get(REQUEST_ID));
        if (!problem.faults().isEmpty()) {
            var errors = new JsonArray();
            problem.faults()
                    .forEach(fault -> errors.add(
                            new JsonObject().put(fault.member(), fault.name()).put("detail", fault.detail())));
            json.put("errors", errors);
        }
        Duration wait = problem.retryAfter();
        return wait == null ? json : json.put("retryAfterSeconds", seconds(wait));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
