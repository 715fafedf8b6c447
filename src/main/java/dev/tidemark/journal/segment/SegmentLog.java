package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.Positions;
import dev.tidemark.market.Dataset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The segments in order, what of them is durable, and what has been acknowledged: where the writer's thread, the
/// readers' threads and callers meet. Thread-safe.
final class SegmentLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Segment> segments = new ArrayList<>();
    private final long[] lastSequences = new long[Segment.SLOTS];
    private final Map<Dataset, Map<Consumer, Positions>> datasetToPassed = new EnumMap<>(Dataset.class);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong corruptFrames = new AtomicLong();
    private final long maxBytes;
    private long durableSequence;
    private boolean isClosed;

    SegmentLog(long maxBytes) {
        this.maxBytes = maxBytes;
        for (Dataset dataset : Dataset.values()) {
            Map<Consumer, Positions> passed = new EnumMap<>(Consumer.class);
            passed.put(Consumer.WRITER, new Positions());
            datasetToPassed.put(dataset, passed);
        }
    }

    /// Bytes of all files, those being prepared included.
    long bytes() {
        return bytes.get();
    }

    long maxBytes() {
        return maxBytes;
    }

    /// Takes room for a file to come; false where that would exceed the bound.
    boolean reserve(long count) {
        while (true) {
            long used = bytes.get();
            if (used + count > maxBytes) {
                return false;
            }
            if (bytes.compareAndSet(used, used + count)) {
                return true;
            }
        }
    }

    /// Counts bytes that are there whatever the bound says; below zero for bytes given back.
    void count(long change) {
        bytes.addAndGet(change);
    }

    void countCorruptFrame() {
        corruptFrames.incrementAndGet();
    }

    long corruptFrames() {
        return corruptFrames.get();
    }

    /// Appends a segment whose bytes are counted already; the one before it is sealed by that.
    void add(Segment segment) {
        lock.lock();
        try {
            segments.add(segment);
        } finally {
            lock.unlock();
        }
    }

    /// The segment that is written, or, until the first is made, the last one found at the start.
    @Nullable
    Segment newest() {
        lock.lock();
        try {
            return segments.isEmpty() ? null : segments.getLast();
        } finally {
            lock.unlock();
        }
    }

    /// Lets readers see a segment up to `end`.
    ///
    /// @param last the last durable sequence of each dataset, by its code
    void publish(Segment segment, long end, long sequence, long[] last) {
        lock.lock();
        try {
            segment.durableEnd(end);
            durableSequence = sequence;
            System.arraycopy(last, 0, lastSequences, 0, last.length);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Copies the last durable sequence of each dataset.
    void lastSequences(long[] into) {
        lock.lock();
        try {
            System.arraycopy(lastSequences, 0, into, 0, into.length);
        } finally {
            lock.unlock();
        }
    }

    /// The last durable sequence of a dataset.
    long lastSequence(Dataset dataset) {
        lock.lock();
        try {
            return lastSequences[dataset.code()];
        } finally {
            lock.unlock();
        }
    }

    /// The last sequence of all that is durable.
    long durableSequence() {
        lock.lock();
        try {
            return durableSequence;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is a durable frame of this dataset behind `sequence`, or `isGivenUp`, or the log is
    /// closed.
    ///
    /// @return false where it will never come
    boolean awaitBeyond(Dataset dataset, long sequence, BooleanSupplier isGivenUp) throws InterruptedException {
        lock.lock();
        try {
            while (lastSequences[dataset.code()] <= sequence) {
                if (isClosed || isGivenUp.getAsBoolean()) {
                    return false;
                }
                grown.await();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes readers so that they look at why they wait.
    void wakeReaders() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The segment that a reader from these positions begins with; null where there is none yet.
    @Nullable
    Segment firstNeeded(Dataset dataset, Positions from) {
        lock.lock();
        try {
            for (Segment segment : segments) {
                if (segment == segments.getLast() || !segment.isPassed(dataset, from)) {
                    return segment;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// The segment behind this one; null while this one is the newest.
    @Nullable
    Segment after(Segment segment) {
        lock.lock();
        try {
            for (Segment next : segments) {
                if (next.first() > segment.first()) {
                    return next;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Takes over acknowledged positions; true where that makes the oldest segment superfluous.
    boolean acknowledge(Consumer consumer, Dataset dataset, Positions positions) {
        lock.lock();
        try {
            Objects.requireNonNull(datasetToPassed.get(dataset)).put(consumer, positions.copy());
            return isOldestPassed();
        } finally {
            lock.unlock();
        }
    }

    /// The oldest segment if everything in it is acknowledged. Never the newest: it keeps the log's identity.
    @Nullable
    Segment superfluous() {
        lock.lock();
        try {
            return isOldestPassed() ? segments.getFirst() : null;
        } finally {
            lock.unlock();
        }
    }

    void removeOldest() {
        lock.lock();
        try {
            count(-segments.removeFirst().bytes());
        } finally {
            lock.unlock();
        }
    }

    List<Segment> segments() {
        lock.lock();
        try {
            return List.copyOf(segments);
        } finally {
            lock.unlock();
        }
    }

    /// What every consumer has passed, one for each dataset in their order.
    List<Positions> passed() {
        lock.lock();
        try {
            return datasetToPassed.values().stream().map(SegmentLog::byAll).toList();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOldestPassed() {
        if (segments.size() < 2) {
            return false;
        }
        Segment oldest = segments.getFirst();
        return datasetToPassed.entrySet().stream()
                .allMatch(each -> oldest.isPassed(each.getKey(), byAll(each.getValue())));
    }

    private static Positions byAll(Map<Consumer, Positions> passed) {
        return passed.values().stream().reduce(Positions::earlier).orElseThrow().copy();
    }
}
