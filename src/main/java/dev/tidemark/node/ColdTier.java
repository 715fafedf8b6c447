package dev.tidemark.node;

import dev.tidemark.cold.TableWriter;
import dev.tidemark.cold.archive.ArchiveParts;
import dev.tidemark.cold.archive.ArchiveSteps;
import dev.tidemark.cold.archive.Archiver;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.cold.parquet.write.ParquetTableWriter;
import dev.tidemark.config.Settings;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.backfill.BackfillParts;
import dev.tidemark.history.backfill.Backfills;
import dev.tidemark.hot.HotReader.TableStats;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.journal.Journal;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.InstantSource;

/// The lake and who reads and writes its files.
///
/// @param reader shared by queries and the archiver
/// @param workers decode files
record ColdTier(Vertx vertx, Lake lake, ParquetColdReader reader, WorkerExecutor workers) {

    /// Files on their way to the lake, below the data folder.
    private static final String OUTBOX = "archive";
    private static final String BACKFILL_OUTBOX = "backfill";

    static Future<ColdTier> open(Vertx vertx, Settings settings, Teardown teardown) {
        WorkerExecutor workers = vertx.createSharedWorkerExecutor(
                "parquet", Math.max(2, Runtime.getRuntime().availableProcessors()));
        teardown.add("Parquet workers", workers::close);
        return Lake.open(vertx, settings)
                .onSuccess(lake -> teardown.add("lake", lake.close()::get))
                .map(lake -> new ColdTier(
                        vertx, lake, new ParquetColdReader(vertx, workers, lake.store(), lake.limits()), workers))
                .onSuccess(tier -> teardown.add("reader of the lake", () -> {
                    tier.reader.close();
                    return Future.succeededFuture();
                }));
    }

    Archiver archiver(PostgresDatabase database, Settings settings, InstantSource clock, ArchiveSteps steps) {
        var parts = new ArchiveParts(
                database.hotDays(),
                database.manifest(),
                database.archiveRuns(),
                new ArchiveParts.Lake(lake.store(), reader, maker(settings, OUTBOX)),
                () -> hotBytes(database),
                clock,
                steps);
        return new Archiver(parts, settings.archive());
    }

    Backfills backfills(PostgresDatabase database, Settings settings, Journal journal, BuildingSource source) {
        var hot = new BackfillParts.Hot(
                journal,
                () -> database.hotStore().positions(journal.id(), Dataset.SAMPLES),
                database.hotDays(),
                settings.archive().hotDays().getOrDefault(Dataset.SAMPLES, Integer.MAX_VALUE));
        FileMaker files = maker(settings, BACKFILL_OUTBOX);
        var parts = new BackfillParts(
                source,
                database.backfills(),
                hot,
                new BackfillParts.Cold(database.manifest(), reader, files, database.knownPoints()),
                InstantSource.system(),
                StepListener.NONE);
        return new Backfills(parts, settings.backfill());
    }

    /// Makes answers that are files like those of the lake.
    TableWriter.Factory tables(Settings settings) {
        return ParquetTableWriter.factory(workers, settings.cold().compression());
    }

    /// A maker of files with a folder of its own below the data folder.
    FileMaker maker(Settings settings, String folder) {
        return new FileMaker(
                lake.store(),
                ParquetColdFileWriter.factory(settings.cold().compression()),
                new Verification(lake.store(), reader),
                settings.data().resolve(folder));
    }

    Path backfillFolder(Settings settings) {
        return settings.data().resolve(BACKFILL_OUTBOX);
    }

    private static Future<Long> hotBytes(PostgresDatabase database) {
        return database.reader()
                .tables()
                .map(tables -> tables.stream().mapToLong(TableStats::bytes).sum());
    }
}
