package dev.tidemark.journal.segment.format;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The 40 bytes before each frame's payload. All numbers are little-endian.
///
/// ```
///  0 salt            4  of the segment: bytes that look like a frame but came from elsewhere are none
///  4 header CRC32C   4  over bytes 8 to 39, so that a reader may step over a frame without reading it
///  8 length          4  of the whole frame
/// 12 payload CRC32C  4  over bytes 40 to length
/// 16 sequence        8
/// 24 since durable   4  sequence minus the last durable one when this was written
/// 28 in append       4  number of the frame in its append, from 0
/// 32 rows            2
/// 34 type            1
/// 35 flags           1
/// 36 dataset         1
/// 37 lane            1
/// 38 reserved        2
/// ```
public final class FrameHeader {

    public static final int BYTES = 40;

    /// Rows and marks, as encoded by [dev.tidemark.journal.FrameCodec]; a [KeyRecord] before them if keyed.
    public static final int RECORDS = 1;
    /// [KeyRecord]s carried forward from a segment that is about to go.
    public static final int KEYS = 2;
    /// What once was an append that did not become complete; its payload is not checked.
    public static final int FILLER = 3;

    /// The last frame of its append.
    public static final int END = 1;
    public static final int KEYED = 2;

    public static final int LENGTH_AT = 8;
    public static final int PAYLOAD_CRC_AT = 12;
    public static final int IN_APPEND_AT = 28;
    public static final int ROWS_AT = 32;
    public static final int TYPE_AT = 34;
    public static final int FLAGS_AT = 35;
    public static final int DATASET_AT = 36;
    public static final int LANE_AT = 37;

    private static final int CRC_AT = 4;
    private static final int SEQUENCE_AT = 16;
    private static final int SINCE_DURABLE_AT = 24;

    private FrameHeader() {}

    /// Numbers the frame that begins at the buffer's `at` and seals its header. The buffer is little-endian.
    public static void seal(ByteBuffer buffer, int at, int salt, long sequence, long durable, CRC32C crc) {
        buffer.putInt(at, salt);
        buffer.putLong(at + SEQUENCE_AT, sequence);
        buffer.putInt(at + SINCE_DURABLE_AT, (int) Math.min(sequence - durable, Integer.MAX_VALUE));
        buffer.putInt(at + CRC_AT, crcOf(buffer, at, crc));
    }

    /// Whether an intact header begins at `at`; the buffer holds at least [#BYTES] from there.
    public static boolean isIntact(ByteBuffer buffer, int at, int salt, CRC32C crc) {
        return buffer.getInt(at) == salt
                && buffer.getInt(at + CRC_AT) == crcOf(buffer, at, crc)
                && buffer.getInt(at + LENGTH_AT) >= BYTES
                && buffer.get(at + LANE_AT) >= 0
                && buffer.get(at + LANE_AT) < Series.LANES;
    }

    public static long sequence(ByteBuffer buffer, int at) {
        return buffer.getLong(at + SEQUENCE_AT);
    }

    /// The last sequence that was durable when this frame was written, or an earlier one.
    public static long durable(ByteBuffer buffer, int at) {
        return sequence(buffer, at) - buffer.getInt(at + SINCE_DURABLE_AT);
    }

    public static int rows(ByteBuffer buffer, int at) {
        return buffer.getShort(at + ROWS_AT) & 0xFFFF;
    }

    public static boolean isOf(Dataset dataset, ByteBuffer buffer, int at) {
        return buffer.get(at + TYPE_AT) == RECORDS && buffer.get(at + DATASET_AT) == dataset.code();
    }

    /// A frame that stands in for everything from its begin to `length` bytes on.
    public static ByteBuffer filler(int length, int salt, long sequence, CRC32C crc) {
        ByteBuffer header = LittleEndian.buffer(BYTES);
        header.putInt(LENGTH_AT, length);
        header.put(TYPE_AT, (byte) FILLER);
        header.put(FLAGS_AT, (byte) END);
        seal(header, 0, salt, sequence, sequence, crc);
        return header;
    }

    private static int crcOf(ByteBuffer buffer, int at, CRC32C crc) {
        int position = buffer.position();
        int limit = buffer.limit();
        crc.reset();
        buffer.limit(at + BYTES).position(at + LENGTH_AT);
        crc.update(buffer);
        buffer.limit(limit).position(position);
        return (int) crc.getValue();
    }
}
