package dev.tidemark.cold.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Once a day at a time of day, UTC.
///
/// @param at the time of day
public record DailySchedule(LocalTime at) {

    /// A server that starts late has other things to do first.
    private static final Duration AFTER_START = Duration.ofMinutes(1);

    /// The first time strictly after `instant`.
    public Instant after(Instant instant) {
        Instant today = on(instant.atOffset(ZoneOffset.UTC).toLocalDate());
        return today.isAfter(instant) ? today : today.plus(Duration.ofDays(1));
    }

    /// When a server that starts now runs first: soon where a time has passed since the last run.
    public Instant first(Instant now, @Nullable Instant lastRun) {
        boolean isOverdue = lastRun != null && !after(lastRun).isAfter(now);
        return isOverdue ? now.plus(AFTER_START) : after(now);
    }

    private Instant on(LocalDate day) {
        return day.atTime(at).toInstant(ZoneOffset.UTC);
    }
}
