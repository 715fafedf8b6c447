package dev.tidemark.cold.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the archiver is, for `/status` and the metrics.
///
/// @param current the run under way; null for none
/// @param last the last one that ended in this process, or the newest before it; null for none
/// @param next when the next daily run begins; null until it is known
/// @param since what all runs of this process have done
/// @param runs of this process
/// @param failedRuns of this process
public record ArchiveState(
        @Nullable RunReport current,
        @Nullable RunReport last,
        @Nullable Instant next,
        RunReport.Totals since,
        long runs,
        long failedRuns) {

    /// Nothing is known yet.
    public static final ArchiveState NONE = new ArchiveState(null, null, null, RunReport.Totals.NONE, 0, 0);

    ArchiveState began(RunReport run) {
        return new ArchiveState(run, last, next, since, runs, failedRuns);
    }

    ArchiveState ended(RunReport run) {
        RunReport.Totals more = run.totals();
        var total = new RunReport.Totals(
                since.planned() + more.planned(),
                since.published() + more.published(),
                since.failed() + more.failed(),
                since.rows() + more.rows(),
                since.bytes() + more.bytes(),
                since.dropped() + more.dropped());
        boolean isGood = run.state() == RunReport.State.COMPLETED;
        return new ArchiveState(null, run, next, total, runs + 1, failedRuns + (isGood ? 0 : 1));
    }

    ArchiveState knowing(@Nullable RunReport newest) {
        return new ArchiveState(current, last == null ? newest : last, next, since, runs, failedRuns);
    }

    ArchiveState withNext(Instant at) {
        return new ArchiveState(current, last, at, since, runs, failedRuns);
    }
}
