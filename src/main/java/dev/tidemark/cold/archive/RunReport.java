package dev.tidemark.cold.archive;

import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One run, under way or over.
///
/// @param ended null while it is under way
/// @param error why it did not end well; of several reasons the first
public record RunReport(
        long id,
        Reason reason,
        State state,
        Instant started,
        @Nullable Instant ended,
        Totals totals,
        @Nullable String error) {

    /// How it stands.
    public enum State {
        RUNNING,
        COMPLETED,
        /// Some day failed.
        FAILED,
        /// The process ended before it did.
        INTERRUPTED
    }

    /// @param planned days that it has to do; 0 for a run of an earlier process
    /// @param published days that cold owns now
    /// @param dropped hot tables
    public record Totals(int planned, int published, int failed, long rows, long bytes, int dropped) {

        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        Totals withPlanned(int days) {
            return new Totals(days, published, failed, rows, bytes, dropped);
        }

        Totals plus(DayReport day) {
            boolean isPublished = day.outcome() == DayReport.Outcome.PUBLISHED;
            return new Totals(
                    planned,
                    published + (isPublished ? 1 : 0),
                    failed + (day.outcome() == DayReport.Outcome.FAILED ? 1 : 0),
                    rows + (isPublished ? day.rows() : 0),
                    bytes + (isPublished ? day.bytes() : 0),
                    dropped);
        }

        Totals plusDropped() {
            return new Totals(planned, published, failed, rows, bytes, dropped + 1);
        }
    }

    RunReport with(Totals now) {
        return new RunReport(id, reason, state, started, ended, now, error);
    }

    RunReport ended(State how, Instant at, @Nullable String why) {
        return new RunReport(id, reason, how, started, at, totals, why);
    }
}
