package dev.tidemark.http.ingest;

import java.util.concurrent.atomic.LongAdder;

/// What ingest has taken and refused since the start of the process, for metrics. Thread-safe.
public final class IngestCounters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// Feeds made durable.
    public long accepted() {
        return accepted.sum();
    }

    /// Requests answered from their idempotency key.
    public long replayed() {
        return replayed.sum();
    }

    /// Requests refused for what they hold.
    public long refused() {
        return refused.sum();
    }

    void accept(int feeds) {
        accepted.add(feeds);
    }

    void replay() {
        replayed.increment();
    }

    void refuse() {
        refused.increment();
    }
}
