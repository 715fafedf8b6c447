package dev.tidemark.hot.postgres.write;

import dev.tidemark.journal.WriteBatch;
import dev.tidemark.market.RecordBatch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A batch with everything looked up that its rows need in the database.
///
/// @param table that the rows in time go into: the dataset's, or the partition of their day
/// @param order the rows that can land, those of one series together, in their order of arrival, for the index's sake
/// @param late the rows that came too late for their day, in the same order
/// @param rejects the others
@SuppressWarnings("ArrayRecordComponent") // Columns on the measured path; shared by one write alone.
record ReadyBatch(Known known, String table, int[] order, int[] late, List<Reject> rejects) {

    /// What was looked up.
    ///
    /// @param journal the number of the batch's journal
    /// @param seriesIds by row
    record Known(WriteBatch batch, short journal, int[] seriesIds, BatchDays days) {}

    /// A row that is not to land.
    ///
    /// @param tries writes that failed
    record Reject(int row, String code, String reason, int tries) {}

    /// Bits below a journal's number in an ingest id: 42 of the frame's sequence, 12 of the index in the frame.
    private static final int ORIGIN_BITS = 54;

    static ReadyBatch of(Known known, String table, List<Reject> rejects) {
        int rows = known.seriesIds().length;
        BitSet late = (BitSet) known.days().late().clone();
        BitSet inTime = new BitSet(rows);
        inTime.set(0, rows);
        inTime.andNot(late);
        for (Reject reject : rejects) {
            inTime.clear(reject.row());
            late.clear(reject.row());
        }
        int[] ids = known.seriesIds();
        return new ReadyBatch(known, table, bySeries(ids, inTime), bySeries(ids, late), List.copyOf(rejects));
    }

    private static int[] bySeries(int[] seriesIds, BitSet rows) {
        long[] keys = new long[rows.cardinality()];
        int n = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            keys[n++] = (long) seriesIds[row] << 32 | row;
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    WriteBatch batch() {
        return known.batch();
    }

    RecordBatch rows() {
        return known.batch().rows();
    }

    short journal() {
        return known.journal();
    }

    int seriesId(int row) {
        return known.seriesIds()[row];
    }

    BatchDays days() {
        return known.days();
    }

    /// The order of arrival of a row among all journals, as stored.
    long ingestId(int row) {
        return (long) known.journal() << ORIGIN_BITS | rows().origin(row);
    }
}
