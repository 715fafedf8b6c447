package dev.tidemark.exchange;

import java.time.Instant;
import java.time.InstantSource;

/// The receive clock of live feeds: now.
public record SystemFrameClock(InstantSource clock) implements FrameClock {

    @Override
    public long receivedUs(byte[] message, int offset, int length) {
        return micros(clock.instant());
    }

    /// Microseconds since the epoch.
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
