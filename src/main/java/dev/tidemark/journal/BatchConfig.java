package dev.tidemark.journal;

import java.time.Duration;

/// When the batcher hands a batch of one dataset to the writer.
///
/// @param records at this many records
/// @param interval or at this age of the oldest one, whichever is first
/// @param maxRecords no batch is larger, however long the last write took
/// @param concurrency consumers that share the 64 lanes, each with one write in flight
public record BatchConfig(int records, Duration interval, int maxRecords, int concurrency) {

    public static final BatchConfig DEFAULT = new BatchConfig(100, Duration.ofSeconds(5), 5_000, 5);
}
