package dev.tidemark.history.backfill;

import dev.tidemark.history.WantedPoints;
import dev.tidemark.history.backfill.column.SampleRoom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What the days of one run share.
///
/// @param mayGoOn whether the run holds its lease and is not to stop
record DayWork(
        BackfillParts parts,
        BackfillConfig config,
        SampleRoom room,
        WantedPoints points,
        BackfillLog.Open run,
        BooleanSupplier mayGoOn) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /// Throws [Stopped] where the run is to end.
    void goOn() {
        if (!mayGoOn.getAsBoolean()) {
            throw new Stopped();
        }
    }

    void reached(BackfillStep step) {
        parts.steps().reached(step);
    }

    /// Waits, unless the run is to end.
    void pause(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        goOn();
        for (long left = wait.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK_EVERY.toNanos()));
            goOn();
        }
    }

    /// Whether a day is of the hot range at this moment.
    boolean isHot(SiteDay day) {
        var today = parts.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return !day.day().isBefore(today.minusDays(parts.hot().hotDays()));
    }
}
