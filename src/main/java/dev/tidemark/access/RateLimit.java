package dev.tidemark.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A token bucket for each caller: so many requests a second, and a second's worth at once.
///
/// Bounded: beyond `maxCallers` the one not seen for longest is forgotten, which gives it a full bucket again.
/// Thread-safe.
public final class RateLimit {

    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> byCaller;

    /// @param perSecond 0 for no limit
    /// @param nanoTime a monotonic clock, as [System#nanoTime]
    public RateLimit(int perSecond, int maxCallers, LongSupplier nanoTime) {
        if (perSecond < 0 || maxCallers < 1) {
            throw new IllegalArgumentException(
                    "Expected a rate >= 0 and at least 1 caller, was " + perSecond + " and " + maxCallers);
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.byCaller = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > maxCallers;
            }
        };
    }

    /// Takes one request from a caller's bucket: zero when it may proceed, else how long until the next one may.
    public synchronized Duration take(String caller) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        Bucket bucket = byCaller.computeIfAbsent(caller, ignored -> new Bucket(perSecond, now));
        bucket.refill(now, perSecond);
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perSecond * NANOS));
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        private Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        private void refill(long now, int perSecond) {
            tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS * perSecond);
            filledAt = now;
        }
    }
}
