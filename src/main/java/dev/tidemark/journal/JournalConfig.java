package dev.tidemark.journal;

import java.time.Duration;

/// The local log.
///
/// @param maxBytes on disk, beyond which appends are refused
/// @param segmentBytes size of a segment file
/// @param commitRecords a group is committed at this many records
/// @param commitDelay or at this age of its first record, whichever is first
public record JournalConfig(long maxBytes, int segmentBytes, int commitRecords, Duration commitDelay) {

    public static final JournalConfig DEFAULT = new JournalConfig(2L << 30, 64 << 20, 1_000, Duration.ofMillis(5));
}
