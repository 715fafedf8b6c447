package dev.tidemark.history;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the backfill has done since the start. Thread-safe.
public final class BackfillCounters {

    private final Map<String, LongAdder> outcomeToDays = new ConcurrentHashMap<>();
    private final LongAdder records = new LongAdder();

    /// A day of a site is over.
    ///
    /// @param outcome one of a few words
    /// @param rows distinct samples that the source has of it
    public void ended(String outcome, long rows) {
        outcomeToDays.computeIfAbsent(outcome, first -> new LongAdder()).increment();
        records.add(rows);
    }

    /// Days by outcome.
    public SortedMap<String, Long> days() {
        var all = new TreeMap<String, Long>();
        outcomeToDays.forEach((outcome, days) -> all.put(outcome, days.sum()));
        return all;
    }

    public long records() {
        return records.sum();
    }
}
