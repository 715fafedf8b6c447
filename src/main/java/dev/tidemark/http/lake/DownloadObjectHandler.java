package dev.tidemark.http.lake;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemException;
import dev.tidemark.http.problem.ProblemKind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `GET /lake/{key}` and its HEAD: an object as it is, or one range of it.
///
/// Objects never change, so they may be kept for ever by who has got them. They are never compressed: a range counts
/// the bytes of the object itself.
public final class DownloadObjectHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadObjectHandler.class);
    private static final int MAX_AT_ONCE = 64;
    private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

    private final ObjectStore lake;
    private final AtomicInteger running = new AtomicInteger();

    public DownloadObjectHandler(ObjectStore lake) {
        this.lake = lake;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String key = LakePath.key(String.valueOf(ctx.request().path())).orElse(null);
        if (key == null) {
            ctx.fail(noObject());
            return;
        }
        if (running.incrementAndGet() > MAX_AT_ONCE) {
            running.decrementAndGet();
            ctx.fail(busy());
            return;
        }
        lake.head(key)
                .compose(facts ->
                        facts.map(found -> answer(ctx, found)).orElseGet(() -> Future.failedFuture(noObject())))
                .onComplete(ended -> running.decrementAndGet())
                .onFailure(failure -> failed(ctx, failure));
    }

    private Future<Void> answer(RoutingContext ctx, ObjectFacts facts) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        EntityTag tag = EntityTag.of(facts);
        response.putHeader("ETag", tag.text())
                .putHeader("Cache-Control", "private, max-age=31536000, immutable, no-transform")
                .putHeader("Accept-Ranges", "bytes");
        if (tag.isIn(request.headers().getAll("If-None-Match"))) {
            return response.setStatusCode(304).end();
        }
        // This keeps the server from compressing, and is not sent.
        response.putHeader("Content-Encoding", "identity").putHeader("Content-Type", contentType(facts.key()));
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.putHeader("Content-Length", String.valueOf(facts.bytes()))
                    .end();
        }
        ByteRange range = tag.allowsRange(request.getHeader("If-Range"))
                ? ByteRange.of(request.headers().getAll("Range"), facts.bytes())
                : new ByteRange.Whole();
        return switch (range) {
            case ByteRange.Whole ignored -> send(ctx, facts, 0, facts.bytes());
            case ByteRange.Part(long from, long length) -> {
                response.setStatusCode(206)
                        .putHeader("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + facts.bytes());
                yield send(ctx, facts, from, length);
            }
            case ByteRange.Unsatisfiable ignored -> Future.failedFuture(unsatisfiable(facts));
        };
    }

    private Future<Void> send(RoutingContext ctx, ObjectFacts facts, long from, long length) {
        ctx.response().putHeader("Content-Length", String.valueOf(length));
        return new ObjectAnswer(ctx, lake, facts.key()).send(from, length);
    }

    private static void failed(RoutingContext ctx, Throwable failure) {
        HttpServerResponse response = ctx.response();
        if (failure instanceof ObjectAnswer.Gone || response.closed()) {
            LOG.debug("Nobody takes {} any more", ctx.request().path(), failure);
            response.reset().onFailure(late -> LOG.debug("It was cut off already", late));
            return;
        }
        if (!response.headWritten()) {
            // They are of the object, not of the problem.
            for (String header : new String[] {
                "ETag", "Accept-Ranges", "Content-Encoding", "Content-Length", "Content-Range", "Cache-Control"
            }) {
                response.headers().remove(header);
            }
        }
        ctx.fail(failure instanceof ColdFault.Missing ? noObject() : failure);
    }

    private static String contentType(String key) {
        return key.endsWith(".parquet") ? "application/vnd.apache.parquet" : "application/octet-stream";
    }

    private static ProblemException noObject() {
        return Problem.of(ProblemKind.NOT_FOUND, "There is no such object in the lake.")
                .asException();
    }

    private static ProblemException busy() {
        return Problem.of(ProblemKind.UNAVAILABLE, "Too many downloads at once. Try again later.")
                .retryAfter(BUSY_WAIT)
                .asException();
    }

    private static ProblemException unsatisfiable(ObjectFacts facts) {
        return Problem.of(
                        ProblemKind.RANGE_NOT_SATISFIABLE,
                        "Expected a range within the " + facts.bytes() + " bytes of the object.")
                .withHeader("Content-Range", "bytes */" + facts.bytes())
                .asException();
    }
}
