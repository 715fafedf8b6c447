package dev.tidemark.cold.archive;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// An archiver over a database of its own and a lake in a folder, at a time that the test sets.
final class ArchiveFixture implements AutoCloseable {

    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final Partition SITE = new Partition(Dataset.SAMPLES, "a");

    final HotDatabase hot;
    final FailingObjectStore objects;
    final ParquetColdReader reader;
    final Path lake;
    private final FolderObjectStore folder;
    private final WorkerExecutor workers;
    private final FileMaker maker;
    volatile Instant now = Instant.parse("2026-06-01T12:00:00Z");
    volatile ArchiveConfig config = ArchiveConfig.DEFAULT;
    volatile ArchiveSteps steps = ArchiveSteps.UNHEARD;
    volatile long hotBytes;

    ArchiveFixture(Path data) {
        this(data, new HotDatabase());
    }

    ArchiveFixture(Path data, HotDatabase database) {
        hot = database;
        lake = data.resolve("lake");
        folder = Await.result(FolderObjectStore.open(hot.vertx, lake, new ObjectCounters()));
        objects = new FailingObjectStore(folder);
        workers = hot.vertx.createSharedWorkerExecutor("parquet", 2);
        reader = new ParquetColdReader(hot.vertx, workers, objects, ReadLimits.DEFAULT);
        maker = new FileMaker(
                objects,
                ParquetColdFileWriter.factory(Compression.ZSTD),
                new Verification(objects, reader),
                data.resolve("outbox"));
    }

    Archiver archiver() {
        var parts = new ArchiveParts(
                hot.database.hotDays(),
                hot.database.manifest(),
                hot.database.archiveRuns(),
                new ArchiveParts.Lake(objects, reader, maker),
                () -> Future.succeededFuture(hotBytes),
                () -> now,
                (step, subject) -> steps.reached(step, subject));
        return new Archiver(parts, config);
    }

    /// Runs everything that is due, to its end.
    RunReport run() {
        return run(ArchiveOrder.all(ArchiveOrder.Reason.MANUAL));
    }

    RunReport run(ArchiveOrder order) {
        Archiver archiver = archiver();
        Await.result(archiver.begin(order));
        return Await.result(archiver.ended());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// What a query would see of the samples of a site: owner ∪ late, else hot ∪ late; the first stored wins.
    List<String> visible(LocalDate day) {
        List<Owner> owners = Await.result(hot.database.manifest().owners(SITE, day, day.plusDays(1)));
        List<String> rows = owners.isEmpty()
                ? hot.sql.texts(select("samples", day))
                : new ArrayList<>(cold(owners.getFirst().file(), day));
        hot.sql.texts(select("late_samples", day)).stream()
                .filter(late ->
                        rows.stream().noneMatch(row -> row.startsWith(late.substring(0, late.indexOf('=') + 1))))
                .toList()
                .forEach(rows::add);
        return rows.stream().sorted().toList();
    }

    private List<String> cold(ColdFile file, LocalDate day) {
        var rows = HotDatabase.drain(
                reader.open(
                        file, null, HotDatabase.day(Dataset.SAMPLES, "a", day).range()),
                Dataset.SAMPLES);
        return HotDatabase.texts((SampleBatch) rows);
    }

    /// The texts of [HotDatabase#texts], out of SQL.
    private static String select(String table, LocalDate day) {
        return """
            select symbol || '@' || (extract(epoch from time) * 1000000)::bigint || '=' || value
              from %s join series using (series_id)
             where source = 'a' and time >= '%s 00:00Z' and time < '%s 00:00Z'\
            """.formatted(table, day, day.plusDays(1));
    }

    @Override
    public void close() {
        reader.close();
        Await.result(workers.close());
        folder.close();
        hot.close();
    }
}
