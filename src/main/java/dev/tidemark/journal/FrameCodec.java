package dev.tidemark.journal;

import dev.tidemark.journal.codec.ByteSink;
import dev.tidemark.journal.codec.ByteSource;
import dev.tidemark.journal.codec.ColumnReader;
import dev.tidemark.journal.codec.ColumnWriter;
import dev.tidemark.journal.codec.FrameFault;
import dev.tidemark.journal.codec.RowSelection;
import dev.tidemark.market.RecordBatch;

/// A batch of one dataset as bytes, column by column, and back: what journal frames and dead letters hold.
///
/// Every field comes back as it was, doubles to the bit, except the origin, which is where the row stands and not
/// what it is: decoded rows have origin 0. The first byte is the version of the format. Pure and thread-safe.
///
/// ```
/// version 1, dataset 1, rows (count)
/// ticks:  columns present 1, series, times, receive times, price, [bid, ask, bid size, ask size, volume],
///         [sequence], worker ids, [metadata]
/// trades: flags 1, series, times, receive times, ids, price, size, side and counted, marks
/// candles: columns present 1, series, unit of time 1, times, timeframes, prices of each row, [volumes of each row],
///         [trades]
/// samples: series, unit of time 1, times, value
/// ```
/// A count is 1 to 5 bytes, 7 bits each; whole numbers are their least and the distances from it, 0 to 8 bytes wide;
/// doubles are raw; names are a dictionary and numbers into it.
public final class FrameCodec {

    private static final byte VERSION = 1;

    private FrameCodec() {}

    /// All rows and marks. The batch may have any number of rows, [#decode] takes at most [Position#MAX_ROWS].
    public static byte[] encode(RecordBatch batch) {
        return encode(batch, new RowSelection(null, 0, batch.size(), RowSelection.ALL_MARKS));
    }

    /// One row, without marks.
    public static byte[] encode(RecordBatch batch, int row) {
        return encode(batch, new RowSelection(null, row, 1, RowSelection.NO_MARKS));
    }

    /// The chosen rows and marks.
    public static byte[] encode(RecordBatch batch, RowSelection rows) {
        var out = new ByteSink(64 + 80 * rows.count());
        encode(batch, rows, out, new ColumnWriter(out));
        return out.toByteArray();
    }

    /// Appends the chosen rows and marks to `out`.
    ///
    /// @param columns made for `out`; reused from call to call
    public static void encode(RecordBatch batch, RowSelection rows, ByteSink out, ColumnWriter columns) {
        out.int8(VERSION);
        out.int8(batch.dataset().code());
        out.count(rows.count());
        columns.write(batch, rows, true);
    }

    /// The rows and marks of an encoded batch; owned by the caller.
    ///
    /// Total: bytes that are not such a batch are a [FrameFault] whatever they are, and never make it allocate more
    /// than a small multiple of their own length.
    public static RecordBatch decode(byte[] bytes) throws FrameFault {
        return decode(bytes, 0, bytes.length);
    }

    /// The same of a part of an array; it is not kept.
    public static RecordBatch decode(byte[] bytes, int offset, int length) throws FrameFault {
        var in = new ByteSource(bytes, offset, offset + length);
        int version = in.int8();
        if (version != VERSION) {
            throw new FrameFault("Expected frame format " + VERSION + ", was " + version);
        }
        RecordBatch batch = ColumnReader.read(in, Position.MAX_ROWS);
        in.expectEnd();
        return batch;
    }
}
