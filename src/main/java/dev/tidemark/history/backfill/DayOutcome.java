package dev.tidemark.history.backfill;

import org.jspecify.annotations.Nullable;

/// What became of a day.
///
/// @param fetched samples that the source has given
/// @param rows distinct ones among them
/// @param key of the file that holds them; null for all but [Kind#FILE]
/// @param tries it took
/// @param error why it failed; null for all but [Kind#FAILED]
public record DayOutcome(
        Kind kind,
        long fetched,
        long rows,
        @Nullable String key,
        int tries,
        @Nullable String error) {

    /// How it ended.
    public enum Kind {
        /// A new file owns the day.
        FILE,
        /// The rows went through the journal and are in the hot store.
        HOT,
        /// Cold owns the day already, with all that the source has.
        SKIPPED,
        /// The source has nothing of that day.
        EMPTY,
        FAILED
    }

    static DayOutcome done(Kind kind, long fetched, long rows, @Nullable String key) {
        return new DayOutcome(kind, fetched, rows, key, 1, null);
    }

    static DayOutcome failed(int tries, String error) {
        return new DayOutcome(Kind.FAILED, 0, 0, null, tries, error);
    }

    DayOutcome after(int allTries) {
        return new DayOutcome(kind, fetched, rows, key, allTries, error);
    }
}
