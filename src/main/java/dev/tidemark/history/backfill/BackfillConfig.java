package dev.tidemark.history.backfill;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// How the backfill works.
///
/// @param parallelDays days of sites that are done at once
/// @param tries of a day, then it has failed
/// @param firstWait between two tries; it doubles up to `longestWait`
/// @param maxSamples held in memory by all days at once, 12 bytes each and some room to grow; the day that began first
/// may exceed it
/// @param schedule when days that lack samples are fetched again by themselves
public record BackfillConfig(
        int parallelDays, int tries, Duration firstWait, Duration longestWait, int maxSamples, Schedule schedule) {

    public static final BackfillConfig DEFAULT =
            new BackfillConfig(2, 6, Duration.ofSeconds(1), Duration.ofMinutes(1), 8_000_000, Schedule.DEFAULT);

    /// Without a schedule.
    public BackfillConfig(int parallelDays, int tries, Duration firstWait, Duration longestWait, int maxSamples) {
        this(
                parallelDays,
                tries,
                firstWait,
                longestWait,
                maxSamples,
                new Schedule(null, Schedule.DEFAULT.days(), Schedule.DEFAULT.belowPercent(), Schedule.DEFAULT.again()));
    }

    public BackfillConfig {
        if (parallelDays < 1 || tries < 1 || maxSamples < 1) {
            throw new IllegalArgumentException(
                    "Expected numbers above zero, was " + parallelDays + ", " + tries + ", " + maxSamples);
        }
    }

    /// How holes are found.
    ///
    /// @param at the time of day, UTC; null for never
    /// @param days so many before today are looked at
    /// @param belowPercent a day with fewer of the expected samples is a hole
    /// @param again how long a day that was fetched is left alone
    public record Schedule(@Nullable LocalTime at, int days, int belowPercent, Duration again) {

        public static final Schedule DEFAULT = new Schedule(LocalTime.of(4, 0), 30, 90, Duration.ofDays(7));
    }
}
