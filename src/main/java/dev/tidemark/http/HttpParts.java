package dev.tidemark.http;

import dev.tidemark.access.KeyRing;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.TableWriter;
import dev.tidemark.cold.archive.ArchiveJobs;
import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.exchange.Collectors;
import dev.tidemark.history.backfill.BackfillJobs;
import dev.tidemark.hot.DeadLetters;
import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.http.ingest.IngestCounters;
import dev.tidemark.journal.Journal;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.telemetry.HealthModel;
import dev.tidemark.telemetry.Metrics;
import dev.tidemark.telemetry.StatusModel;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What the HTTP server speaks to. All of it is thread-safe and owned by the composition root, and its futures complete
/// on the caller's Vert.x context.
///
/// @param stores where records are kept, on their way and at their end
/// @param views what can be seen of the server
/// @param keys of the environment and of the database
/// @param limits what readers of rows may take
/// @param clocks what time it is
/// @param jobs what is begun by hand
public record HttpParts(
        Stores stores,
        Views views,
        Collectors collectors,
        KeyRing keys,
        AnswerLimits limits,
        Clocks clocks,
        Jobs jobs) {

    /// @param rows how rows are read
    /// @param lake the files of cold days
    public record Stores(Journal journal, HotReader reader, Rows rows, DeadLetters deadLetters, ObjectStore lake) {}

    /// @param engine reads rows, hot or cold
    /// @param catalog knows sites and points
    /// @param tables makes answers that are files
    public record Rows(QueryEngine engine, SampleCatalog catalog, TableWriter.Factory tables) {}

    public record Views(StatusModel status, HealthModel health, Metrics metrics, IngestCounters ingest) {}

    /// @param archive moves days to the lake
    /// @param lake all other work on it
    /// @param backfill reads what buildings have kept
    public record Jobs(ArchiveJobs archive, LakeJobs lake, BackfillJobs backfill) {}

    /// @param wall for the time of receipt and for ranges that end now
    /// @param nanoTime monotonic, as [System#nanoTime]
    public record Clocks(InstantSource wall, LongSupplier nanoTime) {}
}
