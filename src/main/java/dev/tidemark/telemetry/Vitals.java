package dev.tidemark.telemetry;

import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.history.sync.SiteStats;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Where the figures come from. Every supplier answers at once, from any thread, and does no I/O.
///
/// @param build what is running
/// @param clock the wall clock, for ages
/// @param collectors one for each configured venue
/// @param writers one for each dataset
/// @param store what the database last told, as in [StoreWatch#figures]
/// @param missing what has not been started yet, or is being stopped, in words; empty while everything runs
/// @param archive how the archiver is
/// @param buildings one for each site that is kept up with
public record Vitals(
        Build build,
        InstantSource clock,
        Supplier<List<CollectorStats>> collectors,
        Supplier<JournalStats> journal,
        Supplier<List<WriterStats>> writers,
        Supplier<StoreFigures> store,
        Supplier<List<String>> missing,
        Supplier<ArchiveState> archive,
        Supplier<List<SiteStats>> buildings) {

    /// What is running.
    ///
    /// @param version as in `0.1.0`
    /// @param started when the process began
    /// @param batchSize records at which a batch is written
    /// @param config all settings, secrets masked
    public record Build(String version, Instant started, int batchSize, JsonObject config) {}

    long nowUs() {
        return Ages.us(clock.instant());
    }
}
