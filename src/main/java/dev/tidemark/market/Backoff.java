package dev.tidemark.market;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: the n-th wait is random between zero and `first · 2ⁿ`, at most `most`
/// ("full jitter"), but never below a tenth of that, so that a fault that fails at once does not spin.
///
/// Not thread-safe: confined to whoever retries.
public final class Backoff {

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int tries;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /// The wait before the next try; longer from call to call.
    public Duration next() {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(tries, 20));
        tries++;
        return Duration.ofMillis(Math.max(1, bound / 10 + random.nextLong(bound - bound / 10 + 1)));
    }

    /// Tries since the last success.
    public int tries() {
        return tries;
    }

    /// Begins anew after a success.
    public void reset() {
        tries = 0;
    }
}
