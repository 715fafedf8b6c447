package dev.tidemark.cursor;

import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An opened input of a [MergeCursor]: the batch being read, and the next one on its way.
final class MergeSource {

    private final MergeInput input;
    private final int number;
    private final RowOrder order;
    private final RecordCursor cursor;
    private @Nullable RowKey after;
    private Future<Optional<RecordBatch>> coming;
    private @Nullable RecordBatch rows;
    private int at;
    private RowKey key;

    /// Opens the input and asks for its first rows.
    ///
    /// @param number tells inputs apart that are at one place with one rank
    /// @param after rows up to this place are passed over; null for none
    MergeSource(MergeInput input, int number, RowOrder order, @Nullable RowKey after) {
        this.input = input;
        this.number = number;
        this.order = order;
        this.after = after;
        this.cursor = input.open().get();
        this.coming = cursor.next();
        this.key = input.from();
    }

    /// The next batch where there is none being read, else null.
    @Nullable
    Future<Optional<RecordBatch>> missing() {
        return rows == null ? coming : null;
    }

    /// Takes over the batch that has come; false at the end.
    boolean refill() {
        Optional<RecordBatch> batch = coming.result();
        if (batch.isEmpty()) {
            return false;
        }
        rows = batch.get();
        at = 0;
        coming = cursor.next();
        passOver(batch.get());
        settle();
        return true;
    }

    RecordBatch rows() {
        if (rows == null) {
            throw new IllegalStateException("Expected rows, was waiting for them");
        }
        return rows;
    }

    int at() {
        return at;
    }

    RowKey key() {
        return key;
    }

    MergeInput input() {
        return input;
    }

    /// Goes on to row number `row` of the batch, or lets go of the batch where that is its end.
    void advance(int row) {
        at = row;
        settle();
    }

    boolean isEmpty() {
        return rows == null;
    }

    Future<Void> close() {
        return coming.transform(done -> cursor.close());
    }

    static int compare(MergeSource a, MergeSource b) {
        int byKey = RowOrder.compare(a.key, b.key);
        int byRank = byKey != 0 ? byKey : Integer.compare(a.input.rank(), b.input.rank());
        return byRank != 0 ? byRank : Integer.compare(a.number, b.number);
    }

    private void passOver(RecordBatch batch) {
        RowKey begin = after;
        while (begin != null && at < batch.size() && order.compare(batch, at, begin) <= 0) {
            at++;
        }
        after = at < batch.size() ? null : begin;
    }

    private void settle() {
        RecordBatch current = rows;
        if (current != null && at < current.size()) {
            key = order.key(current, at);
        } else {
            rows = null;
        }
    }
}
