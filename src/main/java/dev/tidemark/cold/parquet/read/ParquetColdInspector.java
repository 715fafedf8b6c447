package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdInspector;
import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the footer of a file of Parquet: with one request where it is short, else with two.
public final class ParquetColdInspector implements ColdInspector {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_READ = 64 << 10;
    private static final int LONGEST_FOOTER = 64 << 20;

    /// The length of the footer and the magic.
    private static final int TAIL = 8;

    private final WorkerExecutor workers;
    private final ObjectStore store;

    public ParquetColdInspector(WorkerExecutor workers, ObjectStore store) {
        this.workers = workers;
        this.store = store;
    }

    @Override
    public Future<Inspected> inspect(String key, long bytes) {
        int first = (int) Math.min(FIRST_READ, bytes);
        if (first <= TAIL + MAGIC.length) {
            return Future.failedFuture(
                    damaged(key, new DamagedException("Expected a footer, was " + bytes + " bytes")));
        }
        return store.read(key, bytes - first, first)
                .compose(end -> footer(key, bytes, end))
                .compose(footer -> workers.executeBlocking(() -> parse(key, bytes, footer), false));
    }

    private Future<byte[]> footer(String key, long bytes, byte[] end) {
        int size = end.length;
        boolean isParquet = Arrays.equals(end, size - MAGIC.length, size, MAGIC, 0, MAGIC.length);
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(size - TAIL);
        if (!isParquet || length <= 0 || length > Math.min(LONGEST_FOOTER, bytes - TAIL - MAGIC.length)) {
            return Future.failedFuture(damaged(
                    key, new DamagedException("Expected the end of a Parquet file, was a footer of " + length)));
        }
        return length <= size - TAIL
                ? Future.succeededFuture(Arrays.copyOfRange(end, size - TAIL - length, size - TAIL))
                : store.read(key, bytes - TAIL - length, length);
    }

    private static Inspected parse(String key, long bytes, byte[] footer) {
        try {
            return FooterParser.parse(bytes, footer);
        } catch (IOException | RuntimeException e) {
            throw damaged(key, e);
        }
    }

    private static ColdFault damaged(String key, Exception cause) {
        return new ColdFault.Damaged(key, "Expected a cold file at " + key + ": " + cause.getMessage(), cause);
    }
}
