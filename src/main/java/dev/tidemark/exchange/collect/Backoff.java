package dev.tidemark.exchange.collect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The delays between attempts: none before the first retry, then full jitter below 1 s, 2 s, 4 s … 60 s.
///
/// Full jitter (uniform from zero) after Marc Brooker, "Exponential Backoff And Jitter": clients that were cut
/// together do not come back together.
final class Backoff {

    private static final int MAX_DOUBLINGS = 30;

    private final RandomGenerator random;
    private final Duration first;
    private final Duration max;
    private int failures;

    Backoff(RandomGenerator random, Duration first, Duration max) {
        this.random = random;
        this.first = first;
        this.max = max;
    }

    /// The delay before the next attempt.
    Duration next() {
        int doublings = failures - 1;
        failures++;
        return doublings < 0
                ? Duration.ZERO
                : Duration.ofNanos(random.nextLong(ceiling(doublings).toNanos() + 1));
    }

    /// Begins anew. To be called once real data has come, not once a socket has opened.
    void reset() {
        failures = 0;
    }

    private Duration ceiling(int doublings) {
        if (doublings >= MAX_DOUBLINGS || first.toNanos() > max.toNanos() >> doublings) {
            return max;
        }
        return first.multipliedBy(1L << doublings);
    }
}
