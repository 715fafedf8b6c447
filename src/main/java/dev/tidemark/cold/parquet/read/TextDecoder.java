package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

/// Texts without what they share with the one before: DELTA_BYTE_ARRAY.
final class TextDecoder {

    /// Garbage could make every text as long as all bytes before it.
    private static final long MOST_BYTES = 256L << 20;

    private final DeltaDecoder deltas = new DeltaDecoder();
    private long[] shared = new long[0];
    private long[] rest = new long[0];

    /// Reads exactly `count` texts.
    byte[][] decode(Slice slice, int count) throws DamagedException {
        if (shared.length < count) {
            shared = new long[count];
            rest = new long[count];
        }
        deltas.decode(slice, shared, 0, count);
        deltas.decode(new Slice(slice.bytes(), deltas.at(), slice.end()), rest, 0, count);
        byte[][] texts = new byte[count][];
        byte[] before = new byte[0];
        int at = deltas.at();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            check(shared[i] >= 0 && shared[i] <= before.length, "as much as the text before has", shared[i]);
            check(rest[i] >= 0 && rest[i] <= slice.end() - at, "a text within the page", rest[i]);
            int same = (int) shared[i];
            int length = (int) rest[i];
            bytes += same + length;
            check(bytes <= MOST_BYTES, "at most 256 MiB of texts", bytes);
            byte[] text = new byte[same + length];
            System.arraycopy(before, 0, text, 0, same);
            System.arraycopy(slice.bytes(), at, text, same, length);
            at += length;
            texts[i] = text;
            before = text;
        }
        return texts;
    }
}
