package dev.tidemark.history.backfill;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is to be fetched and what was, kept. At most one backfill is in progress at a time. Thread-safe, never blocks.
public interface BackfillLog {

    /// Begins a backfill. One of the same days and sites that was cancelled or failed last goes on instead. Fails
    /// with [BackfillBusy] while one is in progress, unless the order is to begin anew.
    Future<BackfillReport> begin(BackfillOrder order);

    /// Begins a backfill of exactly these days. Fails with [BackfillBusy] while one is in progress.
    Future<BackfillReport> fill(List<SiteDay> days);

    /// Days that were done, or failed, since some moment.
    Future<Set<SiteDay>> tried(Instant since);

    /// The newest backfill.
    Future<Optional<BackfillReport>> latest();

    /// Cancels what is in progress and tells how it stands then; empty where nothing is.
    Future<Optional<BackfillReport>> cancel();

    /// Takes over what is in progress: days that somebody else had begun are to be done again. Only for the one who
    /// holds the lease.
    Future<Optional<Open>> takeOver();

    /// Days that are still to be done, the earliest first.
    Future<List<SiteDay>> due(long id, int limit);

    /// Notes that a day has been begun.
    Future<Void> begun(long id, SiteDay day);

    /// Notes what became of a day. The answer is whether the backfill is still in progress.
    Future<Boolean> ended(long id, SiteDay day, DayOutcome outcome);

    /// Ends a backfill that has no days left.
    Future<Void> end(long id);

    /// What is in progress.
    ///
    /// @param skipsOwned whether days that cold owns are passed over unseen
    record Open(long id, boolean skipsOwned) {}
}
