package dev.tidemark.cold.archive;

import dev.tidemark.cold.archive.DayReport.StepTimes;
import java.util.EnumMap;
import java.util.Map;

/// How long each step of a day took. A step that is done again adds to its first time.
final class StepClock {

    private final Map<ArchiveStep, Long> stepToNanos = new EnumMap<>(ArchiveStep.class);
    private long last = System.nanoTime();

    /// Ends a step that has taken since the last one ended.
    void ended(ArchiveStep step) {
        long now = System.nanoTime();
        stepToNanos.merge(step, now - last, Long::sum);
        last = now;
    }

    StepTimes times() {
        return new StepTimes(
                ms(ArchiveStep.SEALED) + ms(ArchiveStep.PLANNED),
                ms(ArchiveStep.WRITTEN),
                ms(ArchiveStep.UPLOADED),
                ms(ArchiveStep.VERIFIED),
                ms(ArchiveStep.PUBLISHED));
    }

    private int ms(ArchiveStep step) {
        return (int) (stepToNanos.getOrDefault(step, 0L) / 1_000_000);
    }
}
