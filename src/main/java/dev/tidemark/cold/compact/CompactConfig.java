package dev.tidemark.cold.compact;

import java.time.Duration;

/// When months are made.
///
/// @param enabled whether at all
/// @param after how long a month must be over
/// @param dropDays whether the days' own files go once a month holds them
public record CompactConfig(boolean enabled, Duration after, boolean dropDays) {

    public static final CompactConfig DEFAULT = new CompactConfig(true, Duration.ofDays(3), false);
}
