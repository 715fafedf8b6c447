package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats;
import org.jspecify.annotations.Nullable;

/// What one collector has counted since the start of the process; outlives its stop and start.
final class Totals {

    /// The number of the newest connection.
    int connections;

    long frames;
    long ticks;
    long trades;
    long duplicates;
    long malformed;
    long reconnects;
    long lostFrames;
    final Tally passedOver = new Tally();
    final Tally unknown = new Tally();
    final Tally refused = new Tally();

    @Nullable
    String lastError;

    CollectorStats.Counters counters() {
        return new CollectorStats.Counters(frames, ticks, trades, duplicates, malformed, reconnects, lostFrames);
    }
}
