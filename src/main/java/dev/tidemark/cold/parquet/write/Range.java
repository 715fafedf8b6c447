package dev.tidemark.cold.parquet.write;

import org.jspecify.annotations.Nullable;

/// The lowest and highest value of a chunk, as statistics hold them.
///
/// @param min null where there is no value
/// @param max null where there is no value
record Range(byte @Nullable [] min, byte @Nullable [] max, long nulls) {

    /// Tells nothing but the number of nulls.
    static Range unknown(long nulls) {
        return new Range(null, null, nulls);
    }

    static byte[] bytes(long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }
}
