package dev.tidemark.journal.segment.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The first 64 bytes of a segment file.
///
/// @param journal the log that the segment belongs to
/// @param first the least sequence that it may hold; its file is named by it
/// @param previous `first` of the segment before it when it was made, 0 where there was none: so a missing one is
///   noticed
public record SegmentHeader(UUID journal, long first, long previous) {

    public static final int BYTES = 64;
    private static final long MAGIC = 0x4C4E524A4B4D4454L; // "TDMKJRNL"
    private static final int VERSION = 1;
    private static final int CRC_AT = 60;

    public ByteBuffer toBuffer() {
        ByteBuffer buffer = LittleEndian.buffer(BYTES);
        buffer.putLong(MAGIC).putInt(VERSION).putInt(0);
        buffer.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
        buffer.putLong(first).putLong(previous);
        buffer.putInt(CRC_AT, crcOf(buffer));
        return buffer.clear();
    }

    /// Reads a header; empty where the bytes are none.
    ///
    /// @throws UnsupportedVersion where a later Tidemark wrote it: its records must not be taken for damage
    public static Optional<SegmentHeader> read(ByteBuffer buffer) throws UnsupportedVersion {
        if (buffer.remaining() < BYTES || buffer.getLong(0) != MAGIC || buffer.getInt(CRC_AT) != crcOf(buffer)) {
            return Optional.empty();
        }
        if (buffer.getInt(8) != VERSION) {
            throw new UnsupportedVersion(buffer.getInt(8));
        }
        var journal = new UUID(buffer.getLong(16), buffer.getLong(24));
        return Optional.of(new SegmentHeader(journal, buffer.getLong(32), buffer.getLong(40)));
    }

    /// The mark of this segment's frames. Never begins with a zero byte, so that stretches of zeros are passed
    /// quickly.
    public int salt() {
        return salt(journal, first);
    }

    public static int salt(UUID journal, long first) {
        long mixed = (journal.getMostSignificantBits() ^ Long.rotateLeft(journal.getLeastSignificantBits(), 17))
                + first * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32) | 1;
    }

    private static int crcOf(ByteBuffer buffer) {
        var crc = new CRC32C();
        crc.update(buffer.duplicate().position(0).limit(CRC_AT));
        return (int) crc.getValue();
    }

    /// A segment in a format of the future.
    public static final class UnsupportedVersion extends IOException {

        private static final long serialVersionUID = 1L;

        UnsupportedVersion(int version) {
            super("Expected a segment of format " + VERSION + ", was " + version + ", written by a later version");
        }
    }
}
