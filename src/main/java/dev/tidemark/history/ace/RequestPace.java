package dev.tidemark.history.ace;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When the next request may go: so many a second on average, and none while the source wants to be left alone.
/// Thread-safe.
final class RequestPace {

    private static final long SECOND_NS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final long stepNs;
    private final long originNs;
    private long nextNs;
    private long heldUntilNs;

    RequestPace(int perSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.stepNs = SECOND_NS / perSecond;
        this.originNs = nanoTime.getAsLong();
        this.nextNs = -SECOND_NS;
    }

    /// Takes a place and returns how long to wait for it. After a quiet second, a second's worth goes at once.
    synchronized Duration take() {
        long now = now();
        nextNs = Math.max(nextNs, now - SECOND_NS) + stepNs;
        return Duration.ofNanos(Math.max(0, Math.max(nextNs, heldUntilNs) - now));
    }

    /// Lets nothing go for a while.
    synchronized void hold(Duration wait) {
        heldUntilNs = Math.max(heldUntilNs, now() + wait.toNanos());
    }

    private long now() {
        return nanoTime.getAsLong() - originNs;
    }
}
