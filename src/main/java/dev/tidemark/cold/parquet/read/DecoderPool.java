package dev.tidemark.cold.parquet.read;

import dev.tidemark.market.Dataset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// Decoders that wait for work: as many as workers have decoded at the same time. Thread-safe.
final class DecoderPool {

    private final Map<Dataset, Deque<BlockDecoder>> datasetToIdle = new EnumMap<>(Dataset.class);
    private boolean isClosed;

    /// Takes a decoder, which is the caller's until [#give].
    BlockDecoder take(Dataset dataset) {
        BlockDecoder idle;
        synchronized (this) {
            idle = datasetToIdle
                    .computeIfAbsent(dataset, _ -> new ArrayDeque<>())
                    .poll();
        }
        return idle == null ? new BlockDecoder(dataset) : idle;
    }

    void give(Dataset dataset, BlockDecoder decoder) {
        synchronized (this) {
            if (!isClosed) {
                datasetToIdle.computeIfAbsent(dataset, _ -> new ArrayDeque<>()).push(decoder);
                return;
            }
        }
        decoder.close();
    }

    /// Frees their memory. Those that are at work are freed as they come back.
    synchronized void close() {
        isClosed = true;
        datasetToIdle.values().forEach(idle -> idle.forEach(BlockDecoder::close));
        datasetToIdle.clear();
    }
}
