package dev.tidemark.history;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What a source of buildings has been asked and has given, since the start. Thread-safe.
public final class SourceCounters {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final Map<String, LongAdder> siteToDropped = new ConcurrentHashMap<>();

    /// A request was sent, a repeated one too.
    public void requested() {
        requests.increment();
    }

    /// A request is to be repeated.
    ///
    /// @param isThrottled whether the source had said that it is asked too often
    public void retried(boolean isThrottled) {
        retries.increment();
        if (isThrottled) {
            throttled.increment();
        }
    }

    /// Readings of a site were no finite number, or had no time or name.
    public void dropped(String site, long rows) {
        if (rows > 0) {
            siteToDropped.computeIfAbsent(site, first -> new LongAdder()).add(rows);
        }
    }

    public long requests() {
        return requests.sum();
    }

    public long retries() {
        return retries.sum();
    }

    public long throttled() {
        return throttled.sum();
    }

    /// Dropped readings of a site.
    public long dropped(String site) {
        LongAdder dropped = siteToDropped.get(site);
        return dropped == null ? 0 : dropped.sum();
    }

    /// Dropped readings by site.
    public SortedMap<String, Long> dropped() {
        var all = new TreeMap<String, Long>();
        siteToDropped.forEach((site, dropped) -> all.put(site, dropped.sum()));
        return all;
    }
}
