package dev.tidemark.hot;

import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import org.jspecify.annotations.Nullable;

/// The way of one dataset from the journal to the hot store, for `/status` and metrics.
///
/// @param state `idle`, `writing` or `backing off`
/// @param batches written since the start of the process
/// @param written what became of their rows
/// @param rowsPerSecond over the last full minute or less
/// @param pendingRows read from the journal and not yet written
/// @param oldestPendingUs when the oldest of them was read; 0 for none
/// @param lastError of a write that was tried again; null for none
/// @param lastErrorUs when; 0 for never
public record WriterStats(
        Dataset dataset,
        String state,
        long batches,
        Written written,
        double rowsPerSecond,
        long pendingRows,
        long oldestPendingUs,
        @Nullable String lastError,
        long lastErrorUs) {}
