package dev.tidemark.bench;

import dev.tidemark.cold.archive.ArchiveConfig;
import dev.tidemark.cold.archive.ArchiveOrder;
import dev.tidemark.cold.archive.ArchiveParts;
import dev.tidemark.cold.archive.ArchiveSteps;
import dev.tidemark.cold.archive.Archiver;
import dev.tidemark.cold.archive.DayReport;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A day of a site moved from PostgreSQL to a folder: seconds of each step, peak of the heap, bytes a row.
///
/// Arguments: points (4583), rows a point (1440), `vacuumed` for a first read behind a vacuum.
public final class ArchiveBench {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final PrintStream OUT = System.out;
    /// Time and value, without the point.
    private static final int RAW_BYTES = 16;

    private ArchiveBench() {}

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_583;
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_440;
        Path data = Files.createTempDirectory("archive-bench");
        try (var hot = new HotDatabase()) {
            fill(hot, points, rows);
            if (arguments.length > 2) {
                vacuum(hot);
            } else {
                read(hot, "rows out of the hot store, as they are");
                read(hot, "rows out of the hot store, again");
                vacuum(hot);
            }
            read(hot, "rows out of the hot store, vacuumed");
            archive(hot, data);
        }
        System.exit(0);
    }

    /// Minute by minute, as they come: a slow wave and some noise, with two decimals.
    private static void fill(HotDatabase hot, int points, int rows) {
        long start = System.nanoTime();
        hot.sql.run("""
            select tidemark_add_days('samples', array['%1$s'::date]);
            insert into series (dataset, source, symbol)
            select 'samples', 'office', 'building/floor-' || p / 100 || '/point-' || p from generate_series(1, %2$d) p;
            insert into samples
            select s.series_id, '%1$s 00:00Z'::timestamptz + n * (interval '1 day' / %3$d),
                   floor(100 * (20 + s.series_id %% 7 + 5 * sin(n / 200.0 + s.series_id)) + 30 * random()) / 100
              from generate_series(0, %3$d - 1) n, series s order by n
            """.formatted(DAY, points, rows));
        OUT.printf(Locale.ROOT, "%d rows inserted in %.1f s%n", (long) points * rows, seconds(start));
    }

    private static void vacuum(HotDatabase hot) {
        long start = System.nanoTime();
        hot.sql.run("vacuum samples");
        OUT.printf(Locale.ROOT, "vacuumed in %.1f s%n", seconds(start));
    }

    private static void read(HotDatabase hot, String what) throws TimeoutException {
        long start = System.nanoTime();
        RecordCursor cursor = await(hot.database.hotDays().rows(HotDatabase.day(Dataset.SAMPLES, "office", DAY)));
        long rows = 0;
        for (var page = await(cursor.next()); page.isPresent(); page = await(cursor.next())) {
            rows += page.get().size();
        }
        OUT.printf(Locale.ROOT, "%s: %.1f s, %.2f M rows/s%n", what, seconds(start), rows / seconds(start) / 1e6);
    }

    private static void archive(HotDatabase hot, Path data) throws Exception {
        var folder = await(FolderObjectStore.open(hot.vertx, data.resolve("lake"), new ObjectCounters()));
        var workers = hot.vertx.createSharedWorkerExecutor("parquet", 2);
        var reader = new ParquetColdReader(hot.vertx, workers, folder, ReadLimits.DEFAULT);
        Files.createDirectories(data.resolve("outbox"));
        var maker = new FileMaker(
                folder,
                ParquetColdFileWriter.factory(Compression.ZSTD),
                new Verification(folder, reader),
                data.resolve("outbox"));
        var parts = new ArchiveParts(
                hot.database.hotDays(),
                hot.database.manifest(),
                hot.database.archiveRuns(),
                new ArchiveParts.Lake(folder, reader, maker),
                () -> Future.succeededFuture(0L),
                InstantSource.system(),
                ArchiveSteps.UNHEARD);
        var archiver = new Archiver(parts, ArchiveConfig.DEFAULT);
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long run = await(archiver.begin(new ArchiveOrder(ArchiveOrder.Reason.MANUAL, null, null, null, null, true)))
                .id();
        RunReport end = await(archiver.ended());
        double seconds = seconds(start);
        for (DayReport day : await(archiver.days(run, 10))) {
            OUT.printf(Locale.ROOT, "%s: %s%n", day.day(), day.error() == null ? day.times() : day.error());
            OUT.printf(
                    Locale.ROOT,
                    "%d rows in %d bytes: %.2f bytes a row, %.1f times smaller than %d bytes a row%n",
                    day.rows(),
                    day.bytes(),
                    (double) day.bytes() / day.rows(),
                    (double) RAW_BYTES * day.rows() / day.bytes(),
                    RAW_BYTES);
        }
        OUT.printf(
                Locale.ROOT,
                "%s in %.1f s, %.2f M rows/s end to end; peak of the heap pools together %d MB of %d MB%n",
                end.state(),
                seconds,
                end.totals().rows() / seconds / 1e6,
                heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.MINUTES);
    }
}
