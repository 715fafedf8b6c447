package dev.tidemark.hot;

import dev.tidemark.market.RecordBatch;

/// Turns one record into bytes and back, for the payload of a dead letter.
public interface RecordBytes {

    /// The bytes of one row. Total: whatever the row holds.
    byte[] encode(RecordBatch rows, int row);

    /// The batch of one row that was encoded. Throws [IllegalArgumentException] for other bytes.
    RecordBatch decode(byte[] bytes);
}
