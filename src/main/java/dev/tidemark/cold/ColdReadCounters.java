package dev.tidemark.cold;

import java.util.concurrent.atomic.LongAdder;

/// What reading cold files cost, of a query or of all. Thread-safe.
public final class ColdReadCounters {

    private final LongAdder gets = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder hits = new LongAdder();

    /// What was counted up to now.
    ///
    /// @param gets requests to the object store
    /// @param bytes that were asked for with them
    /// @param hits requests that were not needed, since their bytes were still in memory or on their way
    public record Counts(long gets, long bytes, long hits) {}

    public void got(int length) {
        gets.increment();
        bytes.add(length);
    }

    public void hit() {
        hits.increment();
    }

    public Counts counts() {
        return new Counts(gets.sum(), bytes.sum(), hits.sum());
    }
}
