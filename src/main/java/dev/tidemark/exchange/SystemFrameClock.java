package dev.tidemark.exchange;

import java.time.Instant;

/// The receive clock of live feeds: when the socket was read.
public record SystemFrameClock() implements FrameClock {

    @Override
    public long receivedUs(byte[] message, int offset, int length, long readUs) {
        return readUs;
    }

    /// Microseconds since the epoch.
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
