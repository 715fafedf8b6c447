package dev.tidemark.history.backfill;

import dev.tidemark.cold.make.Wait;
import dev.tidemark.cursor.MergeCursor;
import dev.tidemark.cursor.MergeInput;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.history.backfill.column.DaySamples;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What is stored of a day, what came late for it, and what the source has, as one stream in the order of a cold file.
///
/// Merges on the thread that asks, which must be one that may block.
final class DayRows {

    private static final RowKey BEGIN = RowKey.before("", Long.MIN_VALUE);
    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Supplier<Future<RecordCursor>> stored;
    private final Supplier<Future<RecordCursor>> late;
    private final DaySamples samples;
    private long newRows;

    DayRows(Supplier<Future<RecordCursor>> stored, Supplier<Future<RecordCursor>> late, DaySamples samples) {
        this.stored = stored;
        this.late = late;
        this.samples = samples;
    }

    RecordCursor open() {
        newRows = 0;
        var first = new Awaited(Wait.on(stored.get()));
        try {
            var second = new Awaited(Wait.on(late.get()));
            var inputs = List.of(
                    new MergeInput(BEGIN, 0, OLD, () -> first),
                    new MergeInput(BEGIN, 1, OLD, () -> second),
                    new MergeInput(BEGIN, 2, NEW, samples::cursor));
            return new MergeCursor(
                    Dataset.SAMPLES,
                    inputs.iterator(),
                    new MergeCursor.Options(inputs.size(), Long.MAX_VALUE, null, this::count));
        } catch (RuntimeException e) {
            Wait.on(first.close());
            throw e;
        }
    }

    /// Rows of the last [#open] so far that nobody but the source has.
    long newRows() {
        return newRows;
    }

    private void count(Object tag, int rows) {
        newRows += NEW.equals(tag) ? rows : 0;
    }

    /// Waits for each batch, so that no merging is done on the thread that brings it.
    private record Awaited(RecordCursor cursor) implements RecordCursor {

        @Override
        public Future<Optional<RecordBatch>> next() {
            try {
                return Future.succeededFuture(Wait.on(cursor.next()));
            } catch (RuntimeException e) {
                return Future.failedFuture(e);
            }
        }

        @Override
        public Future<Void> close() {
            return cursor.close();
        }
    }
}
