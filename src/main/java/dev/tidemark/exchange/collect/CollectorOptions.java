package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.FrameClock;
import dev.tidemark.exchange.FrameTap;
import dev.tidemark.exchange.SystemFrameClock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What all collectors have in common.
///
/// @param workerId who collects, written into each tick; null for `worker-{source}`
/// @param frameClock tells receive times; a [dev.tidemark.exchange.RecordedFrameClock] with `up --replay`
/// @param deliveredBefore what the hot store has already; only with a recorded clock
/// @param tap sees every message, as a recorder does
/// @param timing Tidemark's own intervals
/// @param seed of the jitter, so that a run can be repeated
public record CollectorOptions(
        @Nullable String workerId,
        FrameClock frameClock,
        DeliveredBefore deliveredBefore,
        FrameTap tap,
        CollectorTiming timing,
        long seed) {

    /// Live feeds with the intervals of [CollectorTiming#DEFAULT].
    public static CollectorOptions live(@Nullable String workerId, InstantSource clock, long seed) {
        return new CollectorOptions(
                workerId,
                new SystemFrameClock(),
                DeliveredBefore.NOTHING,
                FrameTap.NONE,
                CollectorTiming.DEFAULT,
                seed);
    }

    public CollectorOptions withFrameClock(FrameClock other, DeliveredBefore delivered) {
        return new CollectorOptions(workerId, other, delivered, tap, timing, seed);
    }

    public CollectorOptions withTap(FrameTap other) {
        return new CollectorOptions(workerId, frameClock, deliveredBefore, other, timing, seed);
    }

    public CollectorOptions withTiming(CollectorTiming other) {
        return new CollectorOptions(workerId, frameClock, deliveredBefore, tap, other, seed);
    }
}
