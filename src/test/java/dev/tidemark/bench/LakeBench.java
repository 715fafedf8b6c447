package dev.tidemark.bench;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.compact.Holdings;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Makes a year of one site, in `days` as day files and in `months` as month files: two lakes of the same rows for
/// reading benchmarks. What is there already stays.
///
/// Arguments: folder, points (2290), days (365).
public final class LakeBench {

    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    static final Partition PARTITION = new Partition(Dataset.SAMPLES, SiteDay.SITE);

    private final Path root;
    private final SiteDay site;
    private final LocalDate end;

    private LakeBench(Path root, SiteDay site, LocalDate end) {
        this.root = root;
        this.site = site;
        this.end = end;
    }

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        if (args.length == 0) {
            throw new IllegalArgumentException("Expected a folder");
        }
        int points = args.length > 1 ? Integer.parseInt(args[1]) : 2_290;
        int days = args.length > 2 ? Integer.parseInt(args[2]) : 365;
        var bench = new LakeBench(Path.of(args[0]), new SiteDay(points), FIRST_DAY.plusDays(days));
        long start = System.nanoTime();
        long bytes = bench.make();
        System.out.printf(
                "%d days of %,d rows and their months: %,d MiB in %.0f s%n",
                days, points * SiteDay.SAMPLES, bytes >> 20, (System.nanoTime() - start) / 1e9);
    }

    private long make() throws InterruptedException, ExecutionException {
        List<Callable<Long>> files = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; day.isBefore(end); day = day.plusDays(1)) {
            LocalDate from = day;
            Path file = root.resolve("days").resolve(dayKey(from));
            files.add(() -> write(file, Kind.DAY, from, from.plusDays(1)));
        }
        for (LocalDate from = FIRST_DAY; from.isBefore(end); from = from.plusMonths(1)) {
            LocalDate first = from;
            LocalDate next = first.plusMonths(1).isBefore(end) ? first.plusMonths(1) : end;
            Path file = root.resolve("months").resolve(LakeKey.month(PARTITION, YearMonth.from(first), 1));
            files.add(() -> write(file, Kind.MONTH, first, next));
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        long bytes = 0;
        for (Future<Long> file : threads.invokeAll(files)) {
            bytes += file.get();
        }
        threads.shutdown();
        return bytes;
    }

    static String dayKey(LocalDate day) {
        return LakeKey.day(new PartitionDay(PARTITION, day), 1);
    }

    private long write(Path file, Kind kind, LocalDate from, LocalDate to) throws IOException {
        if (Files.exists(file)) {
            return Files.size(file);
        }
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Map<LocalDate, Integer> held = from.datesUntil(to).collect(Collectors.toMap(day -> day, day -> 1));
        Map<String, String> more =
                kind == Kind.MONTH ? Map.of(Holdings.KEY, Holdings.of(held).text()) : Map.of();
        var description = new Description(PARTITION, kind, from, to, 1, 0, more);
        try (var writer = ParquetColdFileWriter.factory(Compression.ZSTD).create(unfinished, description)) {
            var batch = new SampleBatch(31 * SiteDay.SAMPLES);
            for (int point = 0; point < site.points(); point++) {
                for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
                    site.append(batch, point, day);
                }
                writer.add(batch);
                batch.clear();
            }
            writer.finish();
        }
        Files.move(unfinished, file);
        return Files.size(file);
    }
}
