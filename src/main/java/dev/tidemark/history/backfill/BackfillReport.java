package dev.tidemark.history.backfill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A backfill as of one moment.
///
/// @param end the last day, included
/// @param current the earliest day that is being fetched or comes next; null where none is left
/// @param updated when a day was last done
/// @param estimatedEnd from the rate of the last days; null while it is not known, and once it has ended
/// @param error of one of the days that failed; null where none did
public record BackfillReport(
        long id,
        LocalDate start,
        LocalDate end,
        List<String> sites,
        State state,
        Counts counts,
        @Nullable LocalDate current,
        Instant started,
        Instant updated,
        @Nullable Instant estimatedEnd,
        @Nullable String error) {

    public BackfillReport {
        sites = List.copyOf(sites);
    }

    /// How it stands.
    public enum State {
        IN_PROGRESS,
        /// Every day is done, and visible to queries.
        COMPLETED,
        /// Every day was tried, and some failed.
        FAILED,
        CANCELLED
    }

    /// Figures over all days of all sites.
    ///
    /// @param total days, counted once for each site
    /// @param fetched samples that the source has given for days that are done
    /// @param rows distinct ones among them
    /// @param rowsPerSecond lately; 0 where nothing was done yet
    public record Counts(int total, int done, int failed, long fetched, long rows, double rowsPerSecond) {

        /// Share of the days that are done, 0 to 100.
        public double percent() {
            return total == 0 ? 0 : Math.round(1_000.0 * done / total) / 10.0;
        }
    }
}
