package dev.tidemark.hot.postgres.client;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times between Tidemark's microseconds since the epoch and what the PostgreSQL client takes.
public final class Micros {

    private static final long SECOND = 1_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private Micros() {}

    public static OffsetDateTime toOffset(long us) {
        int nanos = (int) Math.floorMod(us, SECOND) * 1_000;
        return OffsetDateTime.of(
                LocalDateTime.ofEpochSecond(Math.floorDiv(us, SECOND), nanos, ZoneOffset.UTC), ZoneOffset.UTC);
    }

    public static OffsetDateTime toOffset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static long of(OffsetDateTime time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }

    public static @Nullable Instant toInstant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /// The UTC day, as days since the epoch.
    public static int day(long us) {
        return (int) Math.floorDiv(us, DAY);
    }

    public static LocalDate date(long us) {
        return LocalDate.ofEpochDay(day(us));
    }
}
