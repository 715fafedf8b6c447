package dev.tidemark.history.backfill.schedule;

import dev.tidemark.history.backfill.SiteDay;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/// How much there is of what there should be. Thread-safe, never blocks.
public interface StoredShares {

    /// Of each site, the days behind that of its first sample which lie in a range.
    ///
    /// @param from the first day, UTC
    /// @param to the day behind the last one
    Future<List<Share>> of(LocalDate from, LocalDate to);

    /// @param share of the expected samples that is stored, 0 to 1
    record Share(SiteDay day, double share) {}
}
