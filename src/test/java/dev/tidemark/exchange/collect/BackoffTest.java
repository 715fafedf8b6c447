package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(60);

    @Test
    void theFirstRetryIsAtOnceAndTheCeilingDoublesUpToTheMaximum() {
        long[] ceilings = {0, 1, 2, 4, 8, 16, 32, 60, 60, 60};
        for (int seed = 0; seed < 200; seed++) {
            var backoff = new Backoff(new SplittableRandom(seed), FIRST, MAX);
            for (long ceiling : ceilings) {
                assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofSeconds(ceiling));
            }
        }
    }

    @Test
    void theJitterIsFull() {
        var longest = Duration.ZERO;
        var shortest = MAX;
        for (int seed = 0; seed < 500; seed++) {
            var backoff = new Backoff(new SplittableRandom(seed), FIRST, MAX);
            Duration eighth = Duration.ZERO;
            for (int i = 0; i < 8; i++) {
                eighth = backoff.next();
            }
            longest = eighth.compareTo(longest) > 0 ? eighth : longest;
            shortest = eighth.compareTo(shortest) < 0 ? eighth : shortest;
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(57));
        assertThat(shortest).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void oneSeedGivesOneSequence() {
        var one = new Backoff(new SplittableRandom(42), FIRST, MAX);
        var other = new Backoff(new SplittableRandom(42), FIRST, MAX);
        for (int i = 0; i < 20; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void dataBeginsItAnew() {
        var backoff = new Backoff(new SplittableRandom(1), FIRST, MAX);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(MAX);
        }
        backoff.reset();
        assertThat(backoff.next()).isZero();
        assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
    }
}
