package dev.tidemark.journal.segment.format;

import dev.tidemark.journal.FrameCodec;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.codec.ByteSink;
import dev.tidemark.journal.codec.ColumnWriter;
import dev.tidemark.journal.codec.RowSelection;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Turns an append into frames: one for each lane, more where a lane has more rows than a frame holds. The numbers
/// that only the writer knows are left open. Reused from append to append; not thread-safe.
public final class AppendEncoder {

    private static final int KEPT_BYTES = 256 << 10;

    /// The rows of one lane, as [RowSelection] names them.
    @SuppressWarnings("ArrayRecordComponent")
    private record LaneRows(int lane, int @Nullable [] order, int from, int count) {}

    private final ByteSink out = new ByteSink(4 << 10);
    private final ColumnWriter columns = new ColumnWriter(out);
    private final CRC32C crc = new CRC32C();
    private final int[] laneEnds = new int[Series.LANES];
    private int[] order = new int[64];
    private int framesWritten;
    private int lastFrameAt;

    /// The frames of the last append, up to [#length].
    public byte[] bytes() {
        return out.array();
    }

    public int length() {
        return out.size();
    }

    /// Encodes a batch that is not empty.
    public void encode(RecordBatch batch, @Nullable KeyRecord key) {
        out.reset(KEPT_BYTES);
        framesWritten = 0;
        long lanes = lanesOf(batch);
        if (Long.bitCount(lanes) == 1) {
            encodeLane(batch, new LaneRows(Long.numberOfTrailingZeros(lanes), null, 0, batch.size()), key);
        } else {
            sortByLane(batch);
            encodeLanes(batch, lanes, key);
        }
        out.setByte(lastFrameAt + FrameHeader.FLAGS_AT, FrameHeader.END | (key == null ? 0 : FrameHeader.KEYED));
    }

    /// One bit for each lane that has rows or marks.
    private static long lanesOf(RecordBatch batch) {
        long lanes = 0;
        for (int row = 0; row < batch.size(); row++) {
            lanes |= 1L << batch.series(row).lane();
        }
        if (batch instanceof TradeBatch trades && !trades.marks().isEmpty()) {
            for (FeedMark mark : trades.marks()) {
                lanes |= 1L << mark.series().lane();
            }
        }
        return lanes;
    }

    /// Orders the rows by lane, and within a lane as they came. Afterwards `laneEnds` says where each lane ends.
    private void sortByLane(RecordBatch batch) {
        int size = batch.size();
        if (order.length < size) {
            order = new int[size];
        }
        Arrays.fill(laneEnds, 0);
        for (int row = 0; row < size; row++) {
            laneEnds[batch.series(row).lane()]++;
        }
        int begin = 0;
        for (int lane = 0; lane < Series.LANES; lane++) {
            int count = laneEnds[lane];
            laneEnds[lane] = begin;
            begin += count;
        }
        for (int row = 0; row < size; row++) {
            order[laneEnds[batch.series(row).lane()]++] = row;
        }
    }

    private void encodeLanes(RecordBatch batch, long lanes, @Nullable KeyRecord key) {
        for (long rest = lanes; rest != 0; rest &= rest - 1) {
            int lane = Long.numberOfTrailingZeros(rest);
            int from = lane == 0 ? 0 : laneEnds[lane - 1];
            boolean isLast = (rest & rest - 1) == 0;
            encodeLane(batch, new LaneRows(lane, order, from, laneEnds[lane] - from), isLast ? key : null);
        }
    }

    /// @param key null unless this lane is the last of a keyed append
    private void encodeLane(RecordBatch batch, LaneRows lane, @Nullable KeyRecord key) {
        int done = 0;
        do {
            int rows = Math.min(lane.count - done, Position.MAX_ROWS);
            boolean isLast = done + rows == lane.count;
            // Marks go behind all rows of their lane, as the venue's word is about what came before it.
            int marks = isLast ? lane.lane : RowSelection.NO_MARKS;
            var selection = new RowSelection(lane.order, lane.from + done, rows, marks);
            encodeFrame(batch, lane.lane, selection, isLast ? key : null);
            done += rows;
        } while (done < lane.count);
    }

    private void encodeFrame(RecordBatch batch, int lane, RowSelection rows, @Nullable KeyRecord key) {
        int at = out.skip(FrameHeader.BYTES);
        if (key != null) {
            key.write(out);
        }
        FrameCodec.encode(batch, rows, out, columns);
        out.setShort(at + FrameHeader.ROWS_AT, rows.count());
        out.setByte(at + FrameHeader.TYPE_AT, FrameHeader.RECORDS);
        out.setByte(at + FrameHeader.DATASET_AT, batch.dataset().code());
        out.setByte(at + FrameHeader.LANE_AT, lane);
        finish(at);
    }

    /// Encodes records of idempotency keys as a frame of their own.
    public void encodeKeys(Iterable<KeyRecord> keys) {
        out.reset(KEPT_BYTES);
        framesWritten = 0;
        int at = out.skip(FrameHeader.BYTES);
        keys.forEach(key -> key.write(out));
        out.setByte(at + FrameHeader.TYPE_AT, FrameHeader.KEYS);
        out.setByte(at + FrameHeader.FLAGS_AT, FrameHeader.END);
        finish(at);
    }

    private void finish(int at) {
        int payload = at + FrameHeader.BYTES;
        crc.reset();
        crc.update(out.array(), payload, out.size() - payload);
        out.setInt(at + FrameHeader.PAYLOAD_CRC_AT, (int) crc.getValue());
        out.setInt(at + FrameHeader.LENGTH_AT, out.size() - at);
        out.setInt(at + FrameHeader.IN_APPEND_AT, framesWritten);
        lastFrameAt = at;
        framesWritten++;
    }
}
