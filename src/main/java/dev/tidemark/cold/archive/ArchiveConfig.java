package dev.tidemark.cold.archive;

import dev.tidemark.market.Dataset;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;

/// When days leave the hot store.
///
/// @param hotDays by dataset, so many days stay hot
/// @param hotMaxBytes beyond it the oldest closed days go early
/// @param at the daily run, UTC
/// @param quiet how long no rows must have come for a day
/// @param parallel days moved at once
/// @param lateRows so many late rows of a day make a new version of its file
/// @param lateAge so old a late row does too
/// @param grace how long the object of a superseded file stays: longer than the longest query
public record ArchiveConfig(
        Map<Dataset, Integer> hotDays,
        long hotMaxBytes,
        LocalTime at,
        Duration quiet,
        int parallel,
        int lateRows,
        Duration lateAge,
        Duration grace) {

    public static final ArchiveConfig DEFAULT = new ArchiveConfig(
            Map.of(Dataset.SAMPLES, 20, Dataset.TICKS, 7, Dataset.TRADES, 7),
            10L << 30,
            LocalTime.of(2, 0),
            Duration.ofHours(24),
            2,
            10_000,
            Duration.ofDays(1),
            Duration.ofHours(1));

    public ArchiveConfig {
        hotDays = Map.copyOf(hotDays);
    }

    int hotDays(Dataset dataset) {
        return hotDays.getOrDefault(dataset, Integer.MAX_VALUE);
    }
}
