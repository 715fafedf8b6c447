package dev.tidemark.history.backfill;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The backfill, begun and looked at by hand. Thread-safe, never blocks.
public interface BackfillJobs {

    /// Begins a backfill, which goes on by itself.
    ///
    /// Fails with [BackfillBusy] while one is in progress, and with [dev.tidemark.history.SourceFault.Unknown] for
    /// a site that the source does not have.
    Future<BackfillReport> start(Wish wish);

    /// The newest backfill; empty where there never was one.
    Future<Optional<BackfillReport>> status();

    /// Cancels what is in progress, keeping the days that are done. Empty where nothing is in progress.
    Future<Optional<BackfillReport>> cancel();

    /// What somebody wants to be fetched.
    ///
    /// @param end the last day, included
    /// @param sites all of the source where it is empty
    /// @param isAnew see [BackfillOrder]
    record Wish(LocalDate start, LocalDate end, List<String> sites, boolean isAnew) {
        public Wish {
            sites = List.copyOf(sites);
        }
    }
}
