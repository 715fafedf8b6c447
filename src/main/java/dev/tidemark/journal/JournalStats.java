package dev.tidemark.journal;

/// The journal's figures at one moment, for `/status` and metrics.
///
/// @param bytes on disk, segments not yet discarded
/// @param maxBytes the bound
/// @param appendedRecords since the start of the process
/// @param appendedFrames since the start of the process
/// @param commits calls of fsync since the start of the process
/// @param lastSequence of the newest durable frame, 0 when there is none
/// @param corruptFrames passed over since the start of the process
/// @param fault why it takes nothing more; empty while it works
public record JournalStats(
        long bytes,
        long maxBytes,
        long appendedRecords,
        long appendedFrames,
        long commits,
        long lastSequence,
        long corruptFrames,
        String fault) {}
