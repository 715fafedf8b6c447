package dev.tidemark.journal;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.market.Backoff;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop from the journal to the writer, confined to one event loop: ask for the positions, read behind them, give
/// each lane group its frames, write what is due, acknowledge what is stored.
///
/// Bounds: no more than [#maxWaitingRows] rows are read ahead; the rest waits in the journal.
final class Batcher {

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

    /// Safe at any length: a write that was given up and still happens is found out by its positions.
    private static final Duration WRITE_DEADLINE = Duration.ofMinutes(5);

    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(7);
    private static final long ACKNOWLEDGE_EVERY_MS = 1_000;
    private static final long FLUSH_QUIET_MS = 50;
    private static final int READ_ROWS = 8_192;

    private final Vertx vertx;
    private final Journal journal;
    private final Dataset dataset;
    private final BatchConfig config;
    private final InstantSource clock;
    private final Backoff backoff = newBackoff();

    private List<LaneGroup> groups = List.of();
    private Positions offered = new Positions();
    private Positions stored = new Positions();
    private @Nullable JournalReader reader;
    /// Counts the readers, so that the answer to one that is closed by now is not taken for the next one's.
    private int generation;

    private boolean isReading;
    private boolean isOutOfStep;
    private boolean isClosing;
    private @Nullable Promise<Void> flushing;
    private boolean isFlushCheckDue;
    private long timer = -1;
    private long timerDueMs;
    private boolean isAcknowledging;
    private long resyncs;
    private @Nullable String lastError;
    private long lastErrorMs;
    private volatile BatcherStats stats = new BatcherStats(false, false, 0, Long.MAX_VALUE, null, 0, 0);

    Batcher(Vertx vertx, Journal journal, Dataset dataset, BatchConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.journal = journal;
        this.dataset = dataset;
        this.config = config;
        this.clock = clock;
    }

    BatcherStats stats() {
        return stats;
    }

    /// Finds out where the lanes stand and reads on from there; tries until that succeeds.
    void run() {
        WriteTopics.positions(dataset)
                .ask(vertx, new JournalReader.Name(journal.id(), dataset), WRITE_DEADLINE)
                .onComplete(this::begin, failure -> retry(backoff, "read the positions", failure, this::run));
    }

    /// Stores all that the journal holds, without waiting for batches to fill; completes once nothing more comes.
    Future<Void> flush() {
        Promise<Void> promise = flushing == null ? Promise.promise() : flushing;
        flushing = promise;
        pump();
        return promise.future();
    }

    /// Flushes, gives up at the deadline, and stops.
    Future<Void> drain() {
        isClosing = true;
        return flush().timeout(DRAIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .onComplete(ignored -> closeReader());
    }

    private void begin(Positions positions) {
        backoff.reset();
        closeReader();
        stored = positions;
        offered = positions.copy();
        groups = IntStream.range(0, config.concurrency())
                .mapToObj(ignored -> new LaneGroup(dataset, config, newBackoff()))
                .toList();
        isOutOfStep = false;
        isReading = false;
        generation++;
        reader = journal.reader(Consumer.WRITER, dataset, positions.copy());
        journal.acknowledge(Consumer.WRITER, dataset, positions.copy());
        pump();
    }

    /// Does all that can be done now; called after every event.
    private void pump() {
        if (isOutOfStep) {
            resyncOnceQuiet();
        } else {
            read();
            writeDue();
        }
        publish();
        if (flushing != null && !isFlushCheckDue && groups.stream().allMatch(LaneGroup::isIdle)) {
            isFlushCheckDue = true;
            // What its reader has on its way to us comes within that time.
            vertx.setTimer(FLUSH_QUIET_MS, ignored -> flushed());
        }
    }

    private void flushed() {
        isFlushCheckDue = false;
        Promise<Void> promise = flushing;
        if (promise != null && isIdle()) {
            flushing = null;
            acknowledge();
            promise.complete();
        } else if (promise != null) {
            pump();
        }
    }

    /// Whether everything read is stored, and a read waits for more.
    private boolean isIdle() {
        return reader != null && reader.isCaughtUp() && groups.stream().allMatch(LaneGroup::isIdle);
    }

    private void read() {
        JournalReader from = reader;
        if (from == null || isReading || waitingRows() >= maxWaitingRows()) {
            return;
        }
        isReading = true;
        int during = generation;
        from.read(READ_ROWS).onComplete(frames -> offer(during, frames), failure -> readFailed(during, failure));
    }

    private void offer(int during, List<JournalFrame> frames) {
        if (during != generation) {
            return;
        }
        isReading = false;
        long nowMs = clock.millis();
        for (JournalFrame frame : frames) {
            groups.get(frame.lane() % groups.size()).offer(frame, offered.get(frame.lane()), nowMs);
            offered.set(frame.lane(), frame.end());
        }
        pump();
    }

    private void readFailed(int during, Throwable failure) {
        if (during != generation) {
            return;
        }
        isReading = false;
        if (!isClosing) {
            retry(backoff, "read the journal", failure, this::pump);
        }
    }

    private void writeDue() {
        long nowMs = clock.millis();
        long nextDueMs = Long.MAX_VALUE;
        for (LaneGroup group : groups) {
            if (group.isDue(nowMs, flushing != null)) {
                write(group, group.take(journal.id()));
            } else if (!group.isWriting()) {
                nextDueMs = Math.min(nextDueMs, group.dueMs());
            }
        }
        wakeAt(nextDueMs, nowMs);
    }

    private void write(LaneGroup group, WriteBatch batch) {
        WriteTopics.write(dataset)
                .ask(vertx, batch, WRITE_DEADLINE)
                .onComplete(
                        outcome -> written(group, batch, outcome),
                        failure -> retry(
                                group.backoff(),
                                "write " + batch.rows().size() + " rows",
                                failure,
                                () -> write(group, batch)));
    }

    private void written(LaneGroup group, WriteBatch batch, WriteOutcome outcome) {
        group.stored();
        switch (outcome) {
            case WriteOutcome.Stored ignored -> {
                batch.moves().forEach(move -> stored.set(move.lane(), move.to()));
                acknowledgeSoon();
            }
            case WriteOutcome.OutOfStep(String reason) -> {
                LOG.warn("{}: lanes stand elsewhere, reading the positions anew: {}", dataset.label(), reason);
                isOutOfStep = true;
            }
        }
        pump();
    }

    private void resyncOnceQuiet() {
        if (!isWriting()) {
            isOutOfStep = false;
            groups = List.of();
            closeReader();
            resyncs++;
            run();
        }
    }

    private void acknowledgeSoon() {
        if (!isAcknowledging) {
            isAcknowledging = true;
            vertx.setTimer(ACKNOWLEDGE_EVERY_MS, ignored -> acknowledge());
        }
    }

    private void acknowledge() {
        isAcknowledging = false;
        journal.acknowledge(Consumer.WRITER, dataset, stored.copy());
    }

    private void retry(Backoff backoff, String what, Throwable failure, Runnable again) {
        lastError = "could not " + what + ": " + failure.getMessage();
        lastErrorMs = clock.millis();
        Duration wait = backoff.next();
        if (backoff.tries() == 2) {
            LOG.warn("{}: {}; trying again, nothing is lost", dataset.label(), lastError);
        }
        publish();
        vertx.setTimer(wait.toMillis(), ignored -> again.run());
    }

    private void wakeAt(long dueMs, long nowMs) {
        if (dueMs == Long.MAX_VALUE || (timer >= 0 && timerDueMs <= dueMs)) {
            return;
        }
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        timerDueMs = dueMs;
        timer = vertx.setTimer(Math.max(1, dueMs - nowMs), ignored -> {
            timer = -1;
            pump();
        });
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private boolean isWriting() {
        return groups.stream().anyMatch(LaneGroup::isWriting);
    }

    /// Whether the last try of anything has failed. Each group is asked, so that one that goes on does not hide
    /// another.
    private boolean isBackingOff() {
        return backoff.tries() > 0
                || groups.stream().anyMatch(group -> group.backoff().tries() > 0);
    }

    private int maxWaitingRows() {
        return 2 * config.concurrency() * config.maxRecords();
    }

    private int waitingRows() {
        return groups.stream().mapToInt(LaneGroup::waitingRows).sum();
    }

    private void publish() {
        long oldestMs = groups.stream().mapToLong(LaneGroup::oldestMs).min().orElse(Long.MAX_VALUE);
        long pendingRows = groups.stream().mapToLong(LaneGroup::pendingRows).sum();
        stats = new BatcherStats(isBackingOff(), isWriting(), pendingRows, oldestMs, lastError, lastErrorMs, resyncs);
    }

    private static Backoff newBackoff() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), RandomGenerator.getDefault());
    }
}
