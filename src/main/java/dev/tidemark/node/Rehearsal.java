package dev.tidemark.node;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.read.ParquetColdInspector;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Writes a day of a made-up site and reads points out of it, many times: what a server does for queries of the lake.
///
/// The launcher's training runs it, so that the JVM knows from its cache which of that code is worth compiling, and a
/// server's first query does not wait for it to find out.
public final class Rehearsal {

    private static final int POINTS = 200;
    private static final int SAMPLES = 1_440;
    private static final int ROUNDS = 40;
    private static final int FILES_AT_ONCE = 50;
    private static final ReadLimits NOTHING_KEPT = new ReadLimits(64, 20_000, 0, 2 << 20);
    private static final long MINUTE_US = 60_000_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Path root;

    private Rehearsal(Vertx vertx, Path root) {
        this.vertx = vertx;
        this.workers = vertx.createSharedWorkerExecutor("rehearsal", 2);
        this.root = root;
    }

    /// Reads and writes in a folder, which it leaves behind. Blocks.
    public static void run(Vertx vertx, Path folder) throws Exception {
        new Rehearsal(vertx, folder).run();
    }

    private void run() throws Exception {
        var day = new PartitionDay(new Partition(Dataset.SAMPLES, "site"), LocalDate.EPOCH.plusYears(30));
        String key = LakeKey.day(day, 1);
        long bytes = write(root.resolve(key), day);
        ObjectStore store = done(FolderObjectStore.open(vertx, root, new ObjectCounters()));
        ColdFile file = done(new ParquetColdInspector(workers, store)
                .inspect(key, bytes)
                .map(found -> new ColdFile(
                        1,
                        key,
                        found.partition(),
                        found.kind(),
                        found.fromDay(),
                        found.toDay(),
                        found.version(),
                        found.lateThrough(),
                        found.facts("unknown"))));
        var reader = new ParquetColdReader(vertx, workers, store, NOTHING_KEPT);
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> names = Set.of(name(round), name(round + 1));
            done(Future.all(IntStream.range(0, FILES_AT_ONCE)
                    .mapToObj(n -> drain(reader.open(
                            file, names, TimeRange.ofDays(day.day(), day.day().plusDays(1)))))
                    .toList()));
        }
    }

    private static long write(Path file, PartitionDay day) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        var description =
                new Description(day.partition(), Kind.DAY, day.day(), day.day().plusDays(1), 1, 0, Map.of());
        long startUs = TimeRange.ofDays(day.day(), day.day().plusDays(1)).fromUs();
        try (var writer = ParquetColdFileWriter.factory(Compression.ZSTD).create(file, description)) {
            for (int point = 0; point < POINTS; point++) {
                var rows = new SampleBatch(SAMPLES);
                var series = new Series(Dataset.SAMPLES, day.partition().name(), name(point));
                for (int minute = 0; minute < SAMPLES; minute++) {
                    // Of all kinds that there are: steps, tenths, numbers with all their digits.
                    double value = switch (point % 3) {
                        case 0 -> Math.floor(minute / 100.0);
                        case 1 -> minute / 10.0;
                        default -> Math.sin(minute);
                    };
                    rows.add(series, startUs + minute * MINUTE_US, value);
                }
                writer.add(rows);
            }
            writer.finish();
        }
        return Files.size(file);
    }

    private static String name(int point) {
        return String.format("building/point-%04d", point);
    }

    private static Future<Void> drain(RecordCursor rows) {
        return rows.next().compose(page -> page.isPresent() ? drain(rows) : Future.succeededFuture());
    }

    private static <T> T done(Future<T> work) throws Exception {
        return work.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
