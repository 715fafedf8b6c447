package dev.tidemark.cursor;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Many ordered streams as one. An input is opened when its first row could be the next one, and some are opened ahead,
/// so that a chain of a year's files is read with many requests under way and a bounded number of rows in memory.
///
/// Where one input is alone for a while, its batches are passed on as they are. Confined to the caller's context.
public final class MergeCursor implements RecordCursor {

    private static final int BATCH_ROWS = 2_048;

    private final Dataset dataset;
    private final RowOrder order;
    private final Iterator<MergeInput> inputs;
    private final Options options;
    private final Queue<MergeSource> ahead = new ArrayDeque<>();
    private final PriorityQueue<MergeSource> heads = new PriorityQueue<>(MergeSource::compare);
    private final List<MergeSource> waiting = new ArrayList<>();
    private RecordBatch out;
    private @Nullable RowKey last;
    private int opened;
    private long left;
    private boolean isClosed;

    /// @param inputs in the order of [MergeInput#from]
    public MergeCursor(Dataset dataset, Iterator<MergeInput> inputs, Options options) {
        this.dataset = dataset;
        this.order = RowOrder.of(dataset);
        this.inputs = inputs;
        this.options = options;
        this.left = options.maxRows;
        this.out = RecordBatch.of(dataset, BATCH_ROWS);
    }

    /// What else there is to say about a merge.
    ///
    /// @param readAhead inputs that are opened before they are needed
    /// @param maxRows of all, then it ends
    /// @param after rows up to this place are left out; null for none
    /// @param tally is told where the rows come from, in their order
    public record Options(
            int readAhead, long maxRows, @Nullable RowKey after, Tally tally) {}

    /// Counts rows by where they come from.
    public interface Tally {

        /// @param tag of the input
        void add(Object tag, int rows);
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        while (!isClosed && left > 0) {
            openAhead();
            Future<?> pending = pending();
            if (pending != null) {
                if (!pending.isComplete()) {
                    return pending.transform(arrived -> next());
                }
                if (pending.failed()) {
                    // What has been counted is handed over first.
                    return out.isEmpty() ? Future.failedFuture(pending.cause()) : ready();
                }
                settle();
                continue;
            }
            MergeSource first = heads.poll();
            if (first == null) {
                break;
            }
            RecordBatch whole = take(first);
            if (whole != null) {
                return Future.succeededFuture(Optional.of(whole));
            }
            if (out.size() >= BATCH_ROWS) {
                return ready();
            }
        }
        return out.isEmpty() ? Future.succeededFuture(Optional.empty()) : ready();
    }

    @Override
    public Future<Void> close() {
        if (isClosed) {
            return Future.succeededFuture();
        }
        isClosed = true;
        List<MergeSource> all = new ArrayList<>(waiting);
        all.addAll(heads);
        all.addAll(ahead);
        return Future.join(all.stream().map(MergeSource::close).toList())
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void openAhead() {
        while (ahead.size() <= options.readAhead && inputs.hasNext()) {
            ahead.add(new MergeSource(inputs.next(), opened++, order, options.after));
        }
    }

    /// What must come before the next row is known; null where it is known.
    private @Nullable Future<?> pending() {
        activate();
        for (MergeSource source : waiting) {
            Future<?> missing = source.missing();
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    /// Moves on those of the sources ahead whose first row could be the next one.
    private void activate() {
        while (!ahead.isEmpty() && isDue(ahead.element())) {
            waiting.add(ahead.remove());
            openAhead();
        }
    }

    private boolean isDue(MergeSource source) {
        return waiting.stream().allMatch(other -> RowOrder.compare(source.key(), other.key()) <= 0)
                && (heads.isEmpty()
                        || RowOrder.compare(source.key(), heads.element().key()) <= 0);
    }

    /// Takes over what has come.
    private void settle() {
        Iterator<MergeSource> each = waiting.iterator();
        while (each.hasNext()) {
            MergeSource source = each.next();
            Future<?> missing = source.missing();
            if (missing != null && !missing.succeeded()) {
                continue;
            }
            if (missing == null || source.refill()) {
                if (!source.isEmpty()) {
                    each.remove();
                    heads.add(source);
                }
            } else {
                each.remove();
                source.close().onFailure(never -> {});
            }
        }
    }

    /// Takes rows of the source up to where another one is due; returns its batch where that can be passed on
    /// whole.
    private @Nullable RecordBatch take(MergeSource source) {
        RecordBatch rows = source.rows();
        int from = isRepeated(source) ? source.at() + 1 : source.at();
        int to = end(source, rows, source.at());
        int until = to - from > left ? from + (int) left : to;
        boolean isWhole = out.isEmpty() && from == 0 && until == rows.size();
        for (int row = from; row < until && !isWhole; row++) {
            out.copyRow(rows, row);
        }
        if (until > from) {
            left -= until - from;
            last = order.key(rows, until - 1);
            options.tally.add(source.input().tag(), until - from);
        }
        giveBack(source, to);
        return isWhole ? rows : null;
    }

    private void giveBack(MergeSource source, int to) {
        source.advance(to);
        if (source.isEmpty()) {
            waiting.add(source);
        } else {
            heads.add(source);
        }
    }

    /// Whether the source's next row is a sample that has been given already, by an input that counts more. The
    /// rows behind it lie behind what has been given.
    private boolean isRepeated(MergeSource source) {
        return order == RowOrder.BY_NAME
                && source.input().rank() > 0
                && last != null
                && RowOrder.compare(source.key(), last) == 0;
    }

    /// The first row of the batch that must wait for another source.
    private int end(MergeSource source, RecordBatch rows, int from) {
        MergeSource rival = heads.peek();
        MergeSource next = ahead.peek();
        int to = rows.size();
        if (rival != null) {
            boolean winsTies = source.input().rank() <= rival.input().rank();
            to = search(rows, from, to, rival.key(), winsTies);
        }
        if (next != null) {
            to = search(rows, from, to, next.key(), false);
        }
        return Math.max(to, from + 1);
    }

    /// The first row from `from` on that lies behind the key (or at it, unless ties are won).
    private int search(RecordBatch rows, int from, int to, RowKey key, boolean winsTies) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = order.compare(rows, middle, key);
            if (compared < 0 || (compared == 0 && winsTies)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Future<Optional<RecordBatch>> ready() {
        RecordBatch full = out;
        out = RecordBatch.of(dataset, BATCH_ROWS);
        return Future.succeededFuture(Optional.of(full));
    }
}
