package dev.tidemark.cold.parquet;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.parquet.read.ParquetColdInspector;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store in memory with a reader, for files that a test writes.
final class Lake implements AutoCloseable {

    final MemoryStore store = new MemoryStore();
    final ParquetColdReader reader;
    final ParquetColdInspector inspector;

    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor workers = vertx.createSharedWorkerExecutor("cold-test", 2);
    private final Path folder;
    private int files;

    Lake(Path folder, ReadLimits limits) {
        this.folder = folder;
        this.reader = new ParquetColdReader(vertx, workers, store, limits);
        this.inspector = new ParquetColdInspector(workers, store);
    }

    ColdFile add(RecordBatch rows, Kind kind, Compression compression) throws IOException {
        Description description = RandomRows.day(rows.dataset(), kind);
        Path file = folder.resolve("file-" + files++);
        FileFacts facts;
        try (var writer = ParquetColdFileWriter.factory(compression).create(file, description)) {
            writer.add(rows);
            facts = writer.finish();
        }
        String key = file.getFileName().toString();
        Await.result(store.put(key, file, new Digest(facts.bytes(), facts.sha256())));
        return new ColdFile(
                files, key, description.partition(), kind, description.fromDay(), description.toDay(), 1, 0, facts);
    }

    RecordBatch read(ColdFile file, @Nullable Collection<String> names, TimeRange range) {
        return read(reader, file, names, range);
    }

    static RecordBatch read(ColdReader reader, ColdFile file, @Nullable Collection<String> names, TimeRange range) {
        RecordBatch all = RecordBatch.of(file.partition().dataset(), 16);
        RecordCursor cursor = reader.open(file, names, range);
        Optional<RecordBatch> next = Await.result(cursor.next());
        while (next.isPresent()) {
            all.copyAll(next.get());
            next = Await.result(cursor.next());
        }
        Await.result(cursor.close());
        return all;
    }

    @Override
    public void close() {
        reader.close();
        Await.result(workers.close());
        Await.result(vertx.close());
    }
}
