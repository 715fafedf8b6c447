package dev.tidemark.journal;

import org.jspecify.annotations.Nullable;

/// The batcher of one dataset at one moment. Times are in the batcher's milliseconds since the epoch.
///
/// @param isBackingOff whether a write or the positions are waiting to be tried again
/// @param isWriting whether a batch is in flight
/// @param pendingRows read from the journal and not yet stored
/// @param oldestMs when the oldest of them was read; `Long.MAX_VALUE` for none
/// @param lastError of something that was tried again; null for none
/// @param lastErrorMs when; 0 for never
/// @param resyncs times the positions were read anew because the lanes stood elsewhere
public record BatcherStats(
        boolean isBackingOff,
        boolean isWriting,
        long pendingRows,
        long oldestMs,
        @Nullable String lastError,
        long lastErrorMs,
        long resyncs) {}
