package dev.tidemark.hot.postgres.write;

import dev.tidemark.journal.WriteBatch;
import dev.tidemark.market.RecordBatch;
import java.util.Arrays;
import java.util.List;

/// A batch with everything looked up that its rows need in the database.
///
/// @param journal the number of the batch's journal
/// @param table that the rows go into: the dataset's, or the partition of their day
/// @param seriesIds by row
/// @param order the rows that can land, those of one series together, in their order of arrival, for the index's sake
/// @param rejects the others
@SuppressWarnings("ArrayRecordComponent") // Columns on the measured path; shared by one write alone.
record ReadyBatch(WriteBatch batch, short journal, String table, int[] seriesIds, int[] order, List<Reject> rejects) {

    /// A row that is not to land.
    ///
    /// @param tries writes that failed
    record Reject(int row, String code, String reason, int tries) {}

    /// Bits below a journal's number in an ingest id: 42 of the frame's sequence, 12 of the index in the frame.
    private static final int ORIGIN_BITS = 54;

    static ReadyBatch of(WriteBatch batch, short journal, String table, int[] seriesIds, List<Reject> rejects) {
        boolean[] isRejected = new boolean[seriesIds.length];
        rejects.forEach(reject -> isRejected[reject.row()] = true);
        long[] keys = new long[seriesIds.length - rejects.size()];
        int n = 0;
        for (int row = 0; row < seriesIds.length; row++) {
            if (!isRejected[row]) {
                keys[n++] = (long) seriesIds[row] << 32 | row;
            }
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) keys[i];
        }
        return new ReadyBatch(batch, journal, table, seriesIds, order, List.copyOf(rejects));
    }

    RecordBatch rows() {
        return batch.rows();
    }

    /// The order of arrival of a row among all journals, as stored.
    long ingestId(int row) {
        return (long) journal << ORIGIN_BITS | rows().origin(row);
    }
}
