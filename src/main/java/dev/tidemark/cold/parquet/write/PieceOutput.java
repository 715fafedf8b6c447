package dev.tidemark.cold.parquet.write;

import java.util.Arrays;

/// The bytes of a file in memory, until they are taken.
final class PieceOutput extends Output {

    private final Bytes bytes = new Bytes(1 << 12);
    private long position;

    /// What was written since the last call.
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes.array(), bytes.size());
        bytes.clear();
        return taken;
    }

    @Override
    long position() {
        return position;
    }

    @Override
    public void write(int value) {
        bytes.write(value);
        position++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
        position += length;
    }
}
