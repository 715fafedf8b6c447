package dev.tidemark.testkit;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A journal that survives nothing but can do all else: what it took is kept and read in lane order, and it can be
/// told to be slow, full or broken. Thread-safe.
public final class InMemoryJournal implements Journal {

    private final Vertx vertx;
    private final UUID id = UUID.randomUUID();
    private final Map<Dataset, List<JournalFrame>> frames = new HashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final List<FeedMark> marks = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Runnable> observers = new ArrayList<>();
    private Duration delay = Duration.ZERO;
    private @Nullable Duration fullFor;
    private @Nullable String stopped;
    private long sequence;
    private long records;
    private long appends;
    private long pending;
    private long largestPending;

    private record Waiting(BooleanSupplier isOver) {}

    public InMemoryJournal(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Answers each append only after this long.
    public synchronized void durableAfter(Duration value) {
        delay = value;
    }

    /// Refuses every append until [#hasRoom].
    public synchronized void full(Duration retryAfter) {
        fullFor = retryAfter;
    }

    public synchronized void hasRoom() {
        fullFor = null;
    }

    /// Refuses every append from now on, as after a failed fsync.
    public synchronized void fail(String reason) {
        stopped = reason;
    }

    /// Completes once `isMet`, which is asked after every append that became durable.
    public Future<Void> until(BooleanSupplier isMet) {
        Promise<Void> promise = Promise.promise();
        Runnable observer = () -> {
            if (isMet.getAsBoolean()) {
                promise.tryComplete();
            }
        };
        synchronized (this) {
            observers.add(observer);
        }
        observer.run();
        return promise.future();
    }

    /// Copies of all durable rows of a dataset, in the order of the appends.
    public synchronized RecordBatch rows(Dataset dataset) {
        RecordBatch all = RecordBatch.of(dataset, 64);
        for (JournalFrame frame : frames.getOrDefault(dataset, List.of())) {
            for (int row = 0; row < frame.rows().size(); row++) {
                all.copyRow(frame.rows(), row);
            }
        }
        return all;
    }

    public TickBatch ticks() {
        return (TickBatch) rows(Dataset.TICKS);
    }

    public TradeBatch trades() {
        return (TradeBatch) rows(Dataset.TRADES);
    }

    /// All durable marks, in order.
    public synchronized List<FeedMark> marks() {
        return List.copyOf(marks);
    }

    public synchronized long records() {
        return records;
    }

    /// Records taken and not yet answered for.
    public synchronized long pending() {
        return pending;
    }

    /// The most records that were ever taken and not yet answered for.
    public synchronized long largestPending() {
        return largestPending;
    }

    public synchronized long appends() {
        return appends;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Future<Receipt> append(RecordBatch batch) {
        Duration wait;
        Receipt receipt;
        synchronized (this) {
            if (stopped != null) {
                return answer(Future.failedFuture(new JournalFault.Stopped(stopped)), Duration.ZERO);
            }
            if (fullFor != null) {
                return answer(Future.failedFuture(new JournalFault.Full(1, 1, fullFor)), Duration.ZERO);
            }
            receipt = store(batch);
            wait = delay;
        }
        return answer(Future.succeededFuture(receipt), wait).onSuccess(this::durable);
    }

    @Override
    public Future<Receipt> append(RecordBatch batch, String idempotencyKey) {
        Receipt first;
        synchronized (this) {
            first = receipts.get(idempotencyKey);
        }
        if (first != null) {
            return Future.succeededFuture(new Receipt(first.records(), true));
        }
        return append(batch).onSuccess(receipt -> remember(idempotencyKey, receipt));
    }

    @Override
    public JournalReader reader(Consumer consumer, Dataset dataset, Positions from) {
        return new Reader(dataset, from.copy());
    }

    @Override
    public void acknowledge(Consumer consumer, Dataset dataset, Positions stored) {
        // Nothing is ever discarded.
    }

    @Override
    public synchronized JournalStats stats() {
        return new JournalStats(
                0, Long.MAX_VALUE, records, sequence, appends, sequence, 0, stopped == null ? "" : stopped);
    }

    @Override
    public Future<Void> close() {
        fail("closed");
        return Future.succeededFuture();
    }

    private synchronized void remember(String key, Receipt receipt) {
        receipts.put(key, receipt);
    }

    private Receipt store(RecordBatch batch) {
        Map<Integer, RecordBatch> byLane = new HashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            Series series = batch.series(row);
            byLane.computeIfAbsent(series.lane(), lane -> batch.newEmpty(8)).copyRow(batch, row);
        }
        if (batch instanceof TradeBatch trades) {
            for (FeedMark mark : trades.marks()) {
                ((TradeBatch) byLane.computeIfAbsent(mark.series().lane(), lane -> batch.newEmpty(8))).mark(mark);
                marks.add(mark);
            }
        }
        byLane.forEach((lane, rows) -> frames.computeIfAbsent(batch.dataset(), dataset -> new ArrayList<>())
                .add(frame(lane, rows)));
        appends++;
        pending += batch.size();
        largestPending = Math.max(largestPending, pending);
        records += batch.size();
        return new Receipt(batch.size(), false);
    }

    private JournalFrame frame(int lane, RecordBatch rows) {
        sequence++;
        for (int row = 0; row < rows.size(); row++) {
            rows.origin(row, Position.origin(sequence, row));
        }
        return new JournalFrame(lane, sequence, new Position(sequence, Math.max(1, rows.size())), rows);
    }

    private Future<Receipt> answer(Future<Receipt> outcome, Duration after) {
        Promise<Receipt> promise = Promise.promise();
        var context = vertx.getOrCreateContext();
        if (after.isZero()) {
            context.runOnContext(now -> outcome.onComplete(promise));
        } else {
            vertx.setTimer(after.toMillis(), timer -> outcome.onComplete(promise));
        }
        return promise.future();
    }

    private void durable(Receipt receipt) {
        List<Runnable> all;
        synchronized (this) {
            pending -= receipt.records();
            all = List.copyOf(observers);
            waiting.removeIf(each -> each.isOver().getAsBoolean());
        }
        all.forEach(Runnable::run);
    }

    private synchronized List<JournalFrame> after(Dataset dataset, Positions read, int maxRows) {
        var found = new ArrayList<JournalFrame>();
        int rows = 0;
        for (JournalFrame frame : frames.getOrDefault(dataset, List.of())) {
            if (rows < maxRows && read.get(frame.lane()).compareTo(frame.end()) < 0) {
                found.add(frame);
                rows += frame.rows().size();
                read.set(frame.lane(), frame.end());
            }
        }
        return found;
    }

    private synchronized void await(BooleanSupplier isOver) {
        waiting.add(new Waiting(isOver));
    }

    private final class Reader implements JournalReader {
        private final Dataset dataset;
        private final Positions read;
        private @Nullable Promise<List<JournalFrame>> pending;

        private Reader(Dataset dataset, Positions from) {
            this.dataset = dataset;
            this.read = from;
        }

        @Override
        public Future<List<JournalFrame>> read(int maxRows) {
            List<JournalFrame> found = after(dataset, read, maxRows);
            if (!found.isEmpty()) {
                return Future.succeededFuture(found);
            }
            Promise<List<JournalFrame>> promise = Promise.promise();
            pending = promise;
            await(() -> {
                List<JournalFrame> later = after(dataset, read, maxRows);
                return promise.future().isComplete() || (!later.isEmpty() && promise.tryComplete(later));
            });
            return promise.future();
        }

        @Override
        public boolean isCaughtUp() {
            return after(dataset, read.copy(), 1).isEmpty();
        }

        @Override
        public void close() {
            if (pending != null) {
                pending.tryFail(new JournalFault.Stopped("closed"));
            }
        }
    }
}
