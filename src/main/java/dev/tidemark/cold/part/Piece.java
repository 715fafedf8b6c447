package dev.tidemark.cold.part;

import dev.tidemark.cold.PartitionDay;
import java.time.Instant;

/// Committed rows of one series and day that are in no part yet: those with ingest ids from `begins` to `ends`. Pieces
/// never overlap.
///
/// @param ends excluded
/// @param firstUs event time of the first row in time
/// @param since when it was found
public record Piece(
        PartitionDay day, int seriesId, long begins, long ends, int rows, long firstUs, long lastUs, Instant since) {

    /// Bits of an ingest id below the journal's number.
    private static final int JOURNAL_SHIFT = 54;

    int journal() {
        return (int) (begins >>> JOURNAL_SHIFT);
    }
}
