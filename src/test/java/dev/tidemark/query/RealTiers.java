package dev.tidemark.query;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.archive.ArchiveConfig;
import dev.tidemark.cold.archive.ArchiveOrder;
import dev.tidemark.cold.archive.ArchiveParts;
import dev.tidemark.cold.archive.ArchiveSteps;
import dev.tidemark.cold.archive.Archiver;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.compact.Compactor;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/// PostgreSQL, a lake in a folder, the writer, the archiver and the compactor, three months after the rows.
final class RealTiers implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    final HotDatabase hot = new HotDatabase();
    /// One a dataset: positions are kept by dataset and lane.
    private final Map<Dataset, Feed> feeds = new EnumMap<>(Dataset.class);
    private final FolderObjectStore folder;
    private final WorkerExecutor workers;
    private final ParquetColdReader reader;
    private final Archiver archiver;
    private final Compactor compactor;

    RealTiers(Path data) {
        folder = Await.result(FolderObjectStore.open(hot.vertx, data.resolve("lake"), new ObjectCounters()));
        workers = hot.vertx.createSharedWorkerExecutor("parquet", 2);
        reader = new ParquetColdReader(hot.vertx, workers, folder, ReadLimits.DEFAULT);
        var writers = ParquetColdFileWriter.factory(Compression.ZSTD);
        var verification = new Verification(folder, reader);
        archiver = new Archiver(
                new ArchiveParts(
                        hot.database.hotDays(),
                        hot.database.manifest(),
                        hot.database.archiveRuns(),
                        new ArchiveParts.Lake(
                                folder, reader, new FileMaker(folder, writers, verification, data.resolve("outbox"))),
                        () -> Future.succeededFuture(0L),
                        () -> NOW,
                        ArchiveSteps.UNHEARD),
                ArchiveConfig.DEFAULT);
        var maker = new FileMaker(folder, writers, verification, data.resolve("months"));
        compactor = new Compactor(
                hot.database.months(),
                new Compactor.Tools(hot.database.manifest(), hot.database.hotDays(), reader, maker, step -> {}),
                new CompactConfig(true, Duration.ofDays(3), false),
                () -> NOW);
    }

    QueryEngine engine() {
        return new QueryEngine(hot.database.snapshots(), reader, QueryConfig.DEFAULT);
    }

    /// Numbers rows, as the journal does.
    WriteBatch journal(RecordBatch rows) {
        return feeds.computeIfAbsent(rows.dataset(), dataset -> new Feed()).next(rows);
    }

    /// Stores rows, as the writer does; done when they are committed.
    void write(WriteBatch batch) {
        Await.result(hot.database.hotStore().write(batch));
    }

    /// Archives a day of a partition, or folds its late rows where it is archived already.
    void archive(Partition partition, LocalDate day) {
        var order = new ArchiveOrder(
                ArchiveOrder.Reason.MANUAL, partition.dataset(), partition.name(), day, day.plusDays(1), true);
        Await.result(archiver.begin(order));
        Await.result(archiver.ended());
    }

    /// Makes months where all their days are archived.
    void compact() {
        compactor.run(() -> true);
    }

    @Override
    public void close() {
        reader.close();
        Await.result(workers.close());
        folder.close();
        hot.close();
    }
}
