package dev.tidemark.http.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.wire.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSinkTest {

    private final ByteSink sink = new ByteSink();

    private String number(double value) {
        return sink.number(value).take().toString();
    }

    @Test
    void numbersAreTheShortestThatReadBack() {
        assertThat(number(0)).isEqualTo("0.0");
        assertThat(number(-0.0)).isEqualTo("-0.0");
        assertThat(number(21.5)).isEqualTo("21.5");
        assertThat(number(-0.001)).isEqualTo("-0.001");
        assertThat(number(97_123.45)).isEqualTo("97123.45");
        assertThat(number(1e300)).isEqualTo("1.0E300");
        assertThat(number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    }

    @Test
    void everyNumberComesBackAsItWas() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ByteSinkTest seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000_000) / 100.0;
                case 2 -> random.nextGaussian();
                default -> (float) random.nextDouble() * 1e6;
            };
            if (Double.isFinite(value)) {
                String text = number(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(text.length())
                        .isLessThanOrEqualTo(Math.max(Double.toString(value).length(), value == 0 ? 4 : 12));
            }
        }
    }

    @Test
    void wholeNumbersAndTimesAreWritten() {
        for (long value : new long[] {0, 7, 10, -1, 999, 1_000, Long.MAX_VALUE, Long.MIN_VALUE, 1_772_366_400_000L}) {
            assertThat(sink.whole(value).take()).hasToString(Long.toString(value));
        }
        long us = 1_772_366_400_123_456L;
        for (long at : new long[] {us, us + 1, us + 86_400_000_000L, us}) {
            assertThat(sink.isoTime(at).take()).hasToString(IsoTime.write(at));
        }
        assertThat(IsoTime.write(us)).isEqualTo("2026-03-01T12:00:00.123456Z");
        assertThat(Instant.parse(IsoTime.write(us)).toEpochMilli()).isEqualTo(us / 1_000);
    }

    @Test
    void itGrows() {
        byte[] text = "é".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(sink.put(text).put('x').take().length()).isEqualTo(text.length + 1);
        assertThat(sink.take().length()).isZero();
    }
}
