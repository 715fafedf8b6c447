package dev.tidemark.cold.parquet.write;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// Definition levels of one page: which rows have a value.
final class Levels {

    private static final Bytes NONE = new Bytes(0);

    private final boolean isOptional;
    private final RunLengthBitPackingHybridEncoder encoder =
            new RunLengthBitPackingHybridEncoder(1, 64, 1 << 16, HeapByteBufferAllocator.getInstance());
    private final Bytes bytes = new Bytes(64);
    private int nulls;

    Levels(boolean isOptional) {
        this.isOptional = isOptional;
    }

    /// Notes a row. One without a value where there must be one is an [IllegalArgumentException].
    void add(boolean isPresent) throws IOException {
        if (isOptional) {
            encoder.writeInt(isPresent ? 1 : 0);
        } else if (!isPresent) {
            throw new IllegalArgumentException("Expected a value in every row, was absent");
        }
        nulls += isPresent ? 0 : 1;
    }

    int nulls() {
        return nulls;
    }

    /// The levels noted so far; starts the next page.
    Bytes take() throws IOException {
        nulls = 0;
        if (!isOptional) {
            return NONE;
        }
        bytes.clear();
        encoder.toBytes().writeAllTo(bytes);
        encoder.reset();
        return bytes;
    }
}
