package dev.tidemark.journal.segment.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Walks over the frames of one segment file, from frame to frame, and over what is damaged. Reads ahead into one
/// buffer that grows to the largest frame. Blocks; not thread-safe.
public final class FrameCursor {

    private static final int READ_AHEAD_BYTES = 256 << 10;

    /// Where the bytes of the file come from.
    @FunctionalInterface
    public interface Bytes {

        /// Reads as many bytes as there are; returns how many, 0 or less at the end.
        int read(ByteBuffer into, long offset) throws IOException;
    }

    /// Hears of bytes in which no frame begins.
    @FunctionalInterface
    public interface Damage {
        void found(long from, long end);
    }

    private final Bytes file;
    private final int salt;
    private final Damage damage;
    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[READ_AHEAD_BYTES];
    private ByteBuffer buffer = LittleEndian.wrap(bytes);
    private long bufferedFrom;
    private int buffered;
    private long at;
    private int length;

    public FrameCursor(Bytes file, int salt, Damage damage) {
        this.file = file;
        this.salt = salt;
        this.damage = damage;
        this.at = SegmentHeader.BYTES;
    }

    /// Steps to the next frame with an intact header that ends at or before `limit`; false where there is none.
    public boolean next(long limit) throws IOException {
        at += length;
        length = 0;
        while (at < limit) {
            if (load(FrameHeader.BYTES, limit) && isFrame(limit)) {
                length = buffer.getInt(frame() + FrameHeader.LENGTH_AT);
                return true;
            }
            long from = at;
            at = findFrame(from + 1, limit);
            damage.found(from, at);
        }
        return false;
    }

    /// Whether the payload of the current frame passes its checksum; it is in the buffer from then on.
    public boolean isPayloadIntact(long limit) throws IOException {
        if (!load(length, limit)) {
            return false;
        }
        crc.reset();
        crc.update(bytes, frame() + FrameHeader.BYTES, length - FrameHeader.BYTES);
        return (int) crc.getValue() == buffer.getInt(frame() + FrameHeader.PAYLOAD_CRC_AT);
    }

    /// Where the current frame begins in the file.
    public long offset() {
        return at;
    }

    public long end() {
        return at + length;
    }

    public int length() {
        return length;
    }

    /// What has been read; the current frame begins at [#frame]. Valid until the next step.
    public ByteBuffer buffer() {
        return buffer;
    }

    /// The bytes beneath [#buffer].
    public byte[] bytes() {
        return bytes;
    }

    public int frame() {
        return (int) (at - bufferedFrom);
    }

    private boolean isFrame(long limit) {
        return FrameHeader.isIntact(buffer, frame(), salt, crc)
                && at + buffer.getInt(frame() + FrameHeader.LENGTH_AT) <= limit;
    }

    /// Searches byte by byte, since a damaged length says nothing about where the next frame begins.
    private long findFrame(long from, long limit) throws IOException {
        long given = at;
        at = from;
        while (load(FrameHeader.BYTES, limit)) {
            int last = buffered - FrameHeader.BYTES;
            for (int i = frame(); i <= last; i = frame()) {
                if (buffer.getInt(i) == salt && isFrame(limit)) {
                    long found = at;
                    at = given;
                    return found;
                }
                // No frame begins with a zero byte.
                at += i + 8 <= buffered && buffer.getLong(i) == 0 ? 8 : 1;
            }
        }
        at = given;
        return limit;
    }

    /// Has `count` bytes from [#at] on in the buffer; false where the file or the limit ends before.
    private boolean load(int count, long limit) throws IOException {
        if (count > limit - at) {
            return false;
        }
        if (at >= bufferedFrom && at + count <= bufferedFrom + buffered) {
            return true;
        }
        keepFrom(at, count);
        int wanted = (int) Math.min(buffer.capacity(), limit - bufferedFrom);
        while (buffered < wanted) {
            int read = file.read(buffer.limit(wanted).position(buffered), bufferedFrom + buffered);
            if (read <= 0) {
                break;
            }
            buffered += read;
        }
        buffer.clear();
        return buffered >= count;
    }

    private void keepFrom(long offset, int count) {
        int kept = offset >= bufferedFrom ? (int) Math.max(0, bufferedFrom + buffered - offset) : 0;
        int skipped = kept > 0 ? (int) (offset - bufferedFrom) : 0;
        byte[] before = bytes;
        if (count > bytes.length) {
            bytes = new byte[count];
            buffer = LittleEndian.wrap(bytes);
        }
        System.arraycopy(before, skipped, bytes, 0, kept);
        bufferedFrom = offset;
        buffered = kept;
    }
}
