package dev.tidemark.exchange.collect;

import java.time.Duration;

/// The intervals of a connection's life that are Tidemark's and not the venue's.
///
/// @param tend how often pings, silence and age are looked at, and the figures published
/// @param connect the longest wait for a socket and its upgrade
/// @param ping after this long without a frame a protocol ping is sent
/// @param dead after this long without a frame the connection is given up as half-open
/// @param firstBackoff the upper end of the second retry's delay; the first retry is at once
/// @param maxBackoff the upper end that the doubling never exceeds
/// @param renewalMargin how long before a venue's planned cut the next connection is opened
/// @param overlap the longest time that two connections wait side by side for the newer one's data
/// @param linger how long the older one is read on once the newer one has data, for what is still on its way there
public record CollectorTiming(
        Duration tend,
        Duration connect,
        Duration ping,
        Duration dead,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration renewalMargin,
        Duration overlap,
        Duration linger) {

    public static final CollectorTiming DEFAULT = new CollectorTiming(
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3));

    public CollectorTiming {
        if (tend.toMillis() < 1 || ping.compareTo(dead) >= 0) {
            throw new IllegalArgumentException(
                    "Expected tend >= 1 ms and ping before dead, was " + tend + ", " + ping + ", " + dead);
        }
    }
}
