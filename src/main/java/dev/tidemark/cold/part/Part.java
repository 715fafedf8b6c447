package dev.tidemark.cold.part;

import dev.tidemark.cold.PartitionDay;

/// A part that is planned and not yet in the manifest as live.
///
/// @param fileId of the manifest's row
/// @param rows that it is to hold
/// @param firstUs event time of the first of them, in microseconds since the epoch
/// @param lastUs of the last
/// @param isWanted false once its day was sealed: then the day's own file is on its way
public record Part(long fileId, String key, PartitionDay day, long rows, long firstUs, long lastUs, boolean isWanted) {}
