package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.TableWriter;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.Schemas;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Writes a table as Parquet: holds one row group of rows, the bytes of one, and what the footer says of those before,
/// some hundred bytes for each column of a group.
public final class ParquetTableWriter implements TableWriter {

    /// A group has so many cells: 100,000 rows of four columns.
    private static final int GROUP_CELLS = 400_000;

    private static final int GROUP_TEXT_BYTES = 8 << 20;

    private final WorkerExecutor workers;
    private final MessageType schema;
    private final int groupRows;
    private final TableRows rows;
    private final PieceOutput out = new PieceOutput();
    private final BlockWriter<TableRows> blockWriter;
    private final List<BlockMetaData> blocks = new ArrayList<>();
    private Future<Buffer> running = Future.succeededFuture(Buffer.buffer());
    private boolean isClosed;

    private ParquetTableWriter(WorkerExecutor workers, Compression compression, String name, List<Column> columns) {
        var encoded = TableRows.columns(columns);
        this.workers = workers;
        this.schema = Schemas.of(name, encoded);
        this.groupRows = GROUP_CELLS / columns.size();
        this.rows = new TableRows(columns);
        this.blockWriter = new BlockWriter<>(encoded, compression, out);
        out.write(Footer.MAGIC, 0, Footer.MAGIC.length);
    }

    /// Makes tables.
    ///
    /// @param workers where groups are encoded; the caller closes it
    public static Factory factory(WorkerExecutor workers, Compression compression) {
        return (name, columns) -> new ParquetTableWriter(workers, compression, name, columns);
    }

    @Override
    public void text(String value) {
        rows.text(value);
    }

    @Override
    public void text(byte[] utf8) {
        rows.text(utf8);
    }

    @Override
    public void whole(long value) {
        rows.whole(value);
    }

    @Override
    public void real(double value) {
        rows.real(value);
    }

    @Override
    public void none() {
        rows.none();
    }

    @Override
    public void endRow() {
        rows.endRow();
    }

    @Override
    public boolean isFull() {
        return rows.size() >= groupRows || rows.textBytes() >= GROUP_TEXT_BYTES;
    }

    @Override
    public Future<Buffer> group() {
        return onWorker(() -> {
            encode();
            return Buffer.buffer(out.take());
        });
    }

    @Override
    public Future<Buffer> finish(Map<String, @Nullable String> more) {
        var metadata = new TreeMap<String, String>();
        more.forEach((key, value) -> {
            if (value != null) {
                metadata.put(key, value);
            }
        });
        return onWorker(() -> {
            encode();
            out.write(Footer.bytes(schema, metadata, blocks));
            out.write(Footer.MAGIC);
            return Buffer.buffer(out.take());
        });
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            running.onComplete(ended -> blockWriter.close());
        }
    }

    private Future<Buffer> onWorker(Callable<Buffer> work) {
        if (isClosed || !running.isComplete()) {
            return Future.failedFuture(new IllegalStateException("Expected an open table that does nothing else"));
        }
        Future<Buffer> encoded = workers.executeBlocking(work, false).map(Objects::requireNonNull);
        running = encoded;
        return encoded;
    }

    private void encode() throws IOException {
        int size = rows.size();
        if (size > 0) {
            int pages = (size - 1) / Grouping.PAGE_ROWS + 1;
            int[] pageEnds = IntStream.rangeClosed(1, pages)
                    .map(page -> Math.min(size, page * Grouping.PAGE_ROWS))
                    .toArray();
            blocks.add(blockWriter.write(rows, pageEnds));
            rows.clear();
        }
    }
}
