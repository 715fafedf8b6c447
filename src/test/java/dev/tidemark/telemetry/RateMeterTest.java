package dev.tidemark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateMeterTest {

    private final RateMeter rate = new RateMeter();

    @Test
    void thereIsNoRateBeforeTwoSamples() {
        assertThat(rate.perSecond()).isZero();
        rate.sample(0, 100);
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void theRateIsOverTheLastTenSeconds() {
        for (int second = 0; second <= 30; second++) {
            rate.sample(second * 1_000_000L, second <= 20 ? 0 : (second - 20) * 50L);
        }
        assertThat(rate.perSecond()).isEqualTo(50);
    }

    @Test
    void aCounterThatBeginsAnewIsNoNegativeRate() {
        rate.sample(0, 1_000);
        rate.sample(1_000_000, 10);
        assertThat(rate.perSecond()).isZero();
    }
}
