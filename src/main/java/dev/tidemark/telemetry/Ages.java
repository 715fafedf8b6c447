package dev.tidemark.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How long ago something was, in seconds, for people to read. Time 0 stands for never.
final class Ages {

    private static final double US_PER_SECOND = 1e6;

    private Ages() {}

    static long us(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// Seconds to a tenth; null for never. Never negative: clocks may differ.
    static @Nullable Double seconds(long nowUs, long thenUs) {
        return thenUs == 0 ? null : Math.max(0, Math.round((nowUs - thenUs) / US_PER_SECOND * 10) / 10.0);
    }

    static @Nullable String text(long us) {
        return us == 0 ? null : Instant.EPOCH.plus(us, ChronoUnit.MICROS).toString();
    }
}
