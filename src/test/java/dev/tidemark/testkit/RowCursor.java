package dev.tidemark.testkit;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Rows in memory, handed over some at a time: at once, or in a later turn of the event loop. Fails on demand.
public final class RowCursor implements RecordCursor {

    private final RecordBatch rows;
    private final Manner manner;
    private final @Nullable Context context = Vertx.currentContext();
    private int at;
    private int given;
    private boolean isBusy;
    private boolean isClosed;

    /// How rows are handed over.
    ///
    /// @param batchRows at once
    /// @param isLater whether in a later turn of the event loop
    /// @param fault thrown after `batchesBeforeFault`; null for none
    /// @param open counts cursors that are not closed
    /// @param read counts batches
    public record Manner(
            int batchRows,
            boolean isLater,
            @Nullable RuntimeException fault,
            int batchesBeforeFault,
            AtomicInteger open,
            AtomicInteger read) {

        public static Manner of(int batchRows) {
            return new Manner(batchRows, false, null, 0, new AtomicInteger(), new AtomicInteger());
        }

        public Manner failing(@Nullable RuntimeException with, int afterBatches) {
            return new Manner(batchRows, isLater, with, afterBatches, open, read);
        }

        public Manner later(boolean later) {
            return new Manner(batchRows, later, fault, batchesBeforeFault, open, read);
        }
    }

    public RowCursor(RecordBatch rows, Manner manner) {
        this.rows = rows;
        this.manner = manner;
        manner.open.incrementAndGet();
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isClosed || isBusy) {
            throw new IllegalStateException("Expected one call at a time before the end, was closed " + isClosed);
        }
        RuntimeException fault = manner.fault;
        if (fault != null && given == manner.batchesBeforeFault) {
            return later(Future.failedFuture(fault));
        }
        if (at >= rows.size()) {
            return later(Future.succeededFuture(Optional.empty()));
        }
        given++;
        manner.read.incrementAndGet();
        int to = Math.min(rows.size(), at + manner.batchRows);
        RecordBatch batch = rows.newEmpty(to - at);
        while (at < to) {
            batch.copyRow(rows, at++);
        }
        return later(Future.succeededFuture(Optional.of(batch)));
    }

    @Override
    public Future<Void> close() {
        if (isBusy) {
            throw new IllegalStateException("Expected no close during next()");
        }
        if (!isClosed) {
            isClosed = true;
            manner.open.decrementAndGet();
        }
        return Future.succeededFuture();
    }

    private <T> Future<T> later(Future<T> done) {
        if (!manner.isLater || context == null) {
            return done;
        }
        isBusy = true;
        Promise<T> promise = Promise.promise();
        context.runOnContext(turn -> {
            isBusy = false;
            done.onComplete(promise);
        });
        return promise.future();
    }
}
