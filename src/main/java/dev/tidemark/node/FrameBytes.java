package dev.tidemark.node;

import dev.tidemark.hot.RecordBytes;
import dev.tidemark.journal.FrameCodec;
import dev.tidemark.journal.codec.FrameFault;
import dev.tidemark.market.RecordBatch;

/// Keeps a dead letter in the bytes in which the journal keeps it.
final class FrameBytes implements RecordBytes {

    @Override
    public byte[] encode(RecordBatch rows, int row) {
        return FrameCodec.encode(rows, row);
    }

    @Override
    public RecordBatch decode(byte[] bytes) {
        try {
            return FrameCodec.decode(bytes);
        } catch (FrameFault e) {
            throw new IllegalArgumentException("Expected the bytes of one record, but " + e.getMessage(), e);
        }
    }
}
