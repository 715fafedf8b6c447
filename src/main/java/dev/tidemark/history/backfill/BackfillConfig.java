package dev.tidemark.history.backfill;

import java.time.Duration;

/// How the backfill works.
///
/// @param parallelDays days of sites that are done at once
/// @param tries of a day, then it has failed
/// @param firstWait between two tries; it doubles up to `longestWait`
/// @param maxSamples held in memory by all days at once, 12 bytes each and some room to grow; the day that began first
/// may exceed it
public record BackfillConfig(int parallelDays, int tries, Duration firstWait, Duration longestWait, int maxSamples) {

    public static final BackfillConfig DEFAULT =
            new BackfillConfig(2, 6, Duration.ofSeconds(1), Duration.ofMinutes(1), 8_000_000);

    public BackfillConfig {
        if (parallelDays < 1 || tries < 1 || maxSamples < 1) {
            throw new IllegalArgumentException(
                    "Expected numbers above zero, was " + parallelDays + ", " + tries + ", " + maxSamples);
        }
    }
}
