package dev.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void aSecondsWorthPassesAtOnceAndThenOneAtATime() {
        var rates = new RateLimit(10, 100, nanos::get);
        for (int i = 0; i < 10; i++) {
            assertThat(rates.take("a")).isZero();
        }

        assertThat(rates.take("a")).isEqualTo(Duration.ofMillis(100));
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("a")).isPositive();
    }

    @Test
    void callersDoNotShareABucket() {
        var rates = new RateLimit(1, 100, nanos::get);

        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("b")).isZero();
        assertThat(rates.take("a")).isPositive();
    }

    @Test
    void theOneNotSeenForLongestIsForgotten() {
        var rates = new RateLimit(1, 2, nanos::get);
        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("b")).isZero();
        assertThat(rates.take("a")).isPositive();

        assertThat(rates.take("c")).isZero();

        assertThat(rates.take("a")).isPositive();
        assertThat(rates.take("b")).isZero();
    }

    @Test
    void zeroIsNoLimit() {
        var rates = new RateLimit(0, 1, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(rates.take("a")).isZero();
        }
    }
}
