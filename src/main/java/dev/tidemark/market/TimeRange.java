package dev.tidemark.market;

import java.time.LocalDate;

/// A stretch of time, half-open.
///
/// @param fromUs included, in microseconds since the epoch
/// @param toUs excluded
public record TimeRange(long fromUs, long toUs) {

    private static final long DAY_US = 86_400_000_000L;

    public TimeRange {
        if (fromUs > toUs) {
            throw new IllegalArgumentException(
                    "Expected a range that ends after it begins, was " + fromUs + ".." + toUs);
        }
    }

    /// The whole UTC days from `from` to `to`, the last one excluded.
    public static TimeRange ofDays(LocalDate from, LocalDate to) {
        return new TimeRange(from.toEpochDay() * DAY_US, to.toEpochDay() * DAY_US);
    }

    /// The UTC day of the first microsecond.
    public LocalDate firstDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(fromUs, DAY_US));
    }

    /// The UTC day behind the last one that the range touches.
    public LocalDate endDay() {
        return LocalDate.ofEpochDay(-Math.floorDiv(-toUs, DAY_US));
    }

    public boolean isEmpty() {
        return fromUs == toUs;
    }

    public boolean contains(long timeUs) {
        return timeUs >= fromUs && timeUs < toUs;
    }

    /// What both have in common; empty where they do not meet.
    public TimeRange intersection(TimeRange that) {
        long from = Math.max(fromUs, that.fromUs);
        return new TimeRange(from, Math.max(from, Math.min(toUs, that.toUs)));
    }
}
