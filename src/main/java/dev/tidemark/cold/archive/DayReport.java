package dev.tidemark.cold.archive;

import dev.tidemark.cold.PartitionDay;
import org.jspecify.annotations.Nullable;

/// What became of one day of a partition in one run.
///
/// @param key of its file; null where there is none
/// @param error why it failed or was skipped
public record DayReport(
        PartitionDay day,
        Outcome outcome,
        @Nullable String key,
        long rows,
        long bytes,
        StepTimes times,
        @Nullable String error) {

    /// How it ended.
    public enum Outcome {
        PUBLISHED,
        /// There was nothing to do, or the run was stopped.
        SKIPPED,
        /// The hot rows stay where they are; the next run tries again.
        FAILED
    }

    /// Milliseconds.
    public record StepTimes(int sealMs, int writeMs, int uploadMs, int verifyMs, int publishMs) {

        public static final StepTimes NONE = new StepTimes(0, 0, 0, 0, 0);
    }
}
