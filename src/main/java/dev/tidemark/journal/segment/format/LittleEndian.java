package dev.tidemark.journal.segment.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Buffers in the byte order of the journal's files.
public final class LittleEndian {

    private LittleEndian() {}

    public static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
