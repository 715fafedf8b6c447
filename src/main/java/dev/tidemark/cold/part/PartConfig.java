package dev.tidemark.cold.part;

import java.time.Duration;

/// When parts are written.
///
/// @param enabled whether at all
/// @param interval how long rows wait for their part
/// @param records rows that make a part full
/// @param days UTC days, today among them, whose rows get parts; what comes for earlier ones is in their day's
///     file alone
public record PartConfig(boolean enabled, Duration interval, int records, int days) {

    public static final PartConfig DEFAULT = new PartConfig(true, Duration.ofMinutes(5), 50_000, 7);

    private static final int LOOKS = 10;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /// How often to look for new rows.
    Duration lookEvery() {
        Duration every = interval.dividedBy(LOOKS);
        return every.compareTo(SHORTEST) < 0 ? SHORTEST : every;
    }

    /// How long a row that was found waits at most. It may have waited for the look itself.
    Duration patience() {
        return interval.minus(lookEvery());
    }
}
