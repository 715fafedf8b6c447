package dev.tidemark.http.answer;

import dev.tidemark.http.format.AnswerBody;
import dev.tidemark.http.format.Page;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.query.QueryFault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One answer on its way from a query to a socket. Asks for more rows only when the socket has taken what was written.
/// Confined to the request's event loop.
///
/// A short answer is sent as a whole, with its length, and can still become a problem while it is made. Whatever
/// happens, the query is closed once: at the end, on a fault, when its time is over, when the client goes away, or
/// when that takes nothing for too long.
final class AnswerStream {

    /// Rows written in one turn of the event loop, so that other requests get theirs.
    private static final int SLICE_ROWS = 1_000;

    /// An answer up to this is sent as a whole.
    private static final int HELD_BYTES = 256 << 10;

    /// An answer of more rows has the time of a long one, however few bytes they are.
    private static final int SHORT_ROWS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);

    private final RoutingContext ctx;
    private final Context own;
    private final Pages pages;
    private final AnswerBody body;
    private final AnswerHead head;
    private final AnswerLimits limits;
    private final Promise<Void> finished = Promise.promise();
    private final Buffer held = Buffer.buffer();
    private boolean isFinished;
    private boolean isLong;
    private long stallTimer = -1;
    private long deadline = -1;

    AnswerStream(RoutingContext ctx, Pages pages, AnswerBody body, AnswerHead head, AnswerLimits limits) {
        this.ctx = ctx;
        this.own = ctx.vertx().getOrCreateContext();
        this.pages = pages;
        this.body = body;
        this.head = head;
        this.limits = limits;
    }

    /// Sends the answer. Completes once the query is closed, however the answer ended; never fails.
    Future<Void> send() {
        ctx.addEndHandler(ended -> finish());
        ctx.response().exceptionHandler(broken -> finish());
        limit(limits.query().timeout());
        if (ctx.response().closed()) {
            finish();
        } else {
            guarded(this::read);
        }
        return finished.future();
    }

    private void limit(Duration time) {
        ctx.vertx().cancelTimer(deadline);
        deadline = ctx.vertx().setTimer(time.toMillis(), late -> {
            ctx.fail(new QueryFault.TimedOut(time));
            finish();
        });
    }

    private void arrived(Optional<Page> rows) {
        if (isFinished) {
            return;
        }
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            head.put(ctx.response()).end().onComplete(sent -> finish());
        } else if (rows.isEmpty() || body.isFull()) {
            end();
        } else {
            write(rows.get(), 0);
        }
    }

    private void write(Page rows, int from) {
        int next = body.write(rows, from, SLICE_ROWS);
        Runnable further = next < rows.size() ? () -> write(rows, next) : this::read;
        body.take().onSuccess(piece -> proceed(() -> passOn(piece, further))).onFailure(this::failed);
    }

    private void passOn(Buffer piece, Runnable further) {
        pass(piece);
        if (ctx.response().writeQueueFull()) {
            waitForDrain(further);
        } else {
            own.runOnContext(turn -> proceed(further));
        }
    }

    private void pass(Buffer piece) {
        HttpServerResponse response = ctx.response();
        if (response.headWritten()) {
            if (piece.length() > 0) {
                response.write(piece).onFailure(gone -> finish());
            }
            return;
        }
        held.appendBuffer(piece);
        boolean isWhole = held.length() <= HELD_BYTES;
        if (!isLong && head.format().isStreaming() && (!isWhole || body.rows() > SHORT_ROWS)) {
            isLong = true;
            limit(limits.query().streamTimeout());
        }
        if (!isWhole) {
            head.put(response).setChunked(true).write(held).onFailure(gone -> finish());
        }
    }

    private void waitForDrain(Runnable further) {
        long stallMs = limits.stall().toMillis();
        stallTimer = ctx.vertx().setTimer(stallMs, late -> cut("took nothing for " + stallMs + " ms"));
        ctx.response().drainHandler(drained -> {
            ctx.vertx().cancelTimer(stallTimer);
            ctx.response().drainHandler(null);
            own.runOnContext(turn -> proceed(further));
        });
    }

    private void proceed(Runnable further) {
        if (!isFinished) {
            guarded(further);
        }
    }

    // A bug while writing must not leave a connection that waits for ever and a query that nobody closes.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    private void read() {
        if (body.isFull()) {
            end();
            return;
        }
        pages.next().get().onSuccess(rows -> guarded(() -> arrived(rows))).onFailure(this::failed);
    }

    private void failed(Throwable cause) {
        if (isFinished) {
            return;
        }
        // Half an answer must not look like a whole one: where it has begun, the failure handler cuts the connection.
        ctx.fail(cause);
        finish();
    }

    private void end() {
        String next = next();
        if (next != null && head.isRaw()) {
            pages.answer().counts().withoutLast();
        }
        body.end(next).onSuccess(rest -> proceed(() -> ended(rest, next))).onFailure(this::failed);
    }

    private void ended(Buffer rest, @Nullable String next) {
        HttpServerResponse response = ctx.response();
        if (response.headWritten()) {
            response.end(rest).onComplete(sent -> finish());
            return;
        }
        held.appendBuffer(rest);
        head.sendWhole(ctx, held, next, !pages.answer().isReplanned());
        finish();
    }

    private @Nullable String next() {
        var last = body.last();
        return body.isFull() && last != null ? head.next(last) : null;
    }

    private void cut(String why) {
        LOG.info("Reader of {} {}, connection cut", ctx.request().path(), why);
        ctx.fail(Problem.of(ProblemKind.TIMED_OUT, "The reader " + why).asException());
        finish();
    }

    private void finish() {
        if (isFinished) {
            return;
        }
        isFinished = true;
        ctx.vertx().cancelTimer(stallTimer);
        ctx.vertx().cancelTimer(deadline);
        close();
    }

    private void close() {
        body.close();
        pages.answer()
                .close()
                .onFailure(fault -> LOG.warn("A query could not be closed", fault))
                .onComplete(closed -> finished.tryComplete());
    }
}
