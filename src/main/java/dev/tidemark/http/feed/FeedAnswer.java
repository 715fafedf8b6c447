package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader.Cursor;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One answer on its way from a cursor to a socket. Asks the cursor for more only when the socket has taken what was
/// written. Confined to the request's event loop.
///
/// Whatever happens, the cursor is closed once: at the end, on a fault, when the client goes away, or when it takes
/// nothing for too long.
final class FeedAnswer {

    /// Rows written in one turn of the event loop, so that other requests get theirs.
    private static final int SLICE_ROWS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(FeedAnswer.class);

    private final RoutingContext ctx;
    private final Context own;
    private final Cursor cursor;
    private final PageWriter page;
    private final long stallMs;
    private final Promise<Void> finished = Promise.promise();
    private boolean isReading;
    private boolean isFinished;
    private long stallTimer = -1;

    FeedAnswer(RoutingContext ctx, Cursor cursor, PageWriter page, long stallMs) {
        this.ctx = ctx;
        this.own = ctx.vertx().getOrCreateContext();
        this.cursor = cursor;
        this.page = page;
        this.stallMs = stallMs;
    }

    /// Reads the first rows, which still can fail with a problem, and nothing of the answer is written before.
    Future<Optional<RecordBatch>> first() {
        return cursor.next();
    }

    /// Sends the answer that begins with these rows. Completes once the cursor is closed, however the answer ended.
    Future<Void> send(Optional<RecordBatch> first) {
        HttpServerResponse response = ctx.response();
        ctx.addEndHandler(ended -> finish());
        response.exceptionHandler(broken -> finish());
        response.setChunked(true).putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
        if (response.closed()) {
            finish();
        } else if (ctx.request().method().equals(HttpMethod.HEAD)) {
            response.end().onComplete(sent -> finish());
        } else {
            guarded(() -> arrived(first));
        }
        return finished.future();
    }

    /// Closes the cursor where no answer will be sent.
    Future<Void> abandon() {
        finish();
        return finished.future();
    }

    private void arrived(Optional<RecordBatch> rows) {
        isReading = false;
        if (isFinished) {
            close();
        } else if (rows.isEmpty() || page.isFull()) {
            end();
        } else {
            write(rows.get(), 0);
        }
    }

    private void write(RecordBatch rows, int from) {
        int next = page.write(rows, from, SLICE_ROWS);
        HttpServerResponse response = ctx.response();
        response.write(page.take()).onFailure(gone -> finish());
        Runnable further = next < rows.size() ? () -> write(rows, next) : this::read;
        if (response.writeQueueFull()) {
            waitForDrain(further);
        } else {
            own.runOnContext(turn -> proceed(further));
        }
    }

    private void waitForDrain(Runnable further) {
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

    // A bug while writing must not leave a connection that waits for ever and a cursor that nobody closes.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    private void read() {
        if (page.isFull()) {
            end();
            return;
        }
        isReading = true;
        cursor.next().onSuccess(rows -> guarded(() -> arrived(rows))).onFailure(this::failed);
    }

    private void failed(Throwable cause) {
        isReading = false;
        if (isFinished) {
            close();
            return;
        }
        // Half an answer must not look like a whole one: the failure handler cuts the connection.
        ctx.fail(cause);
        finish();
    }

    private void end() {
        page.end();
        ctx.response().end(page.take()).onComplete(sent -> finish());
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
        // A cursor takes one call at a time: while it reads, closing waits for the rows.
        if (!isReading) {
            close();
        }
    }

    private void close() {
        cursor.close()
                .onFailure(fault -> LOG.warn("A cursor could not be closed", fault))
                .onComplete(closed -> finished.tryComplete());
    }
}
