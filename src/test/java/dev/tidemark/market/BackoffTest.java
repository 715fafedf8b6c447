package dev.tidemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @RepeatedTest(20)
    void eachWaitLiesBelowADoublingBound(RepetitionInfo run) {
        var backoff =
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(run.getCurrentRepetition()));
        for (long boundMs : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000}) {
            assertThat(backoff.next().toMillis()).isBetween(boundMs / 10, boundMs);
        }
    }

    @Test
    void aSuccessBeginsAnew() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(3));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(60));
        }
        assertThat(backoff.tries()).isEqualTo(100);
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
