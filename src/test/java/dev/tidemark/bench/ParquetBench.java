package dev.tidemark.bench;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A day of one site at full size, out of memory into a file, against DuckDB's `COPY` of the same rows.
///
/// Arguments: points (4583), rounds (3).
public final class ParquetBench {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int POINTS_AT_ONCE = 16;

    private final SiteDay site;
    private final Path folder;

    private ParquetBench(SiteDay site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, SQLException {
        int points = args.length > 0 ? Integer.parseInt(args[0]) : 4_583;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("tidemark-bench-parquet");
        var bench = new ParquetBench(new SiteDay(points), folder);
        System.out.printf("%-36s %12s %12s %10s %10s%n", "", "rows/s", "bytes", "bytes/row", "seconds");
        List<SampleBatch> rows = bench.rows();
        for (int round = 0; round < rounds; round++) {
            for (Compression compression : Compression.values()) {
                bench.write(rows, compression);
            }
        }
        rows.clear();
        bench.writeGenerated();
        bench.copy();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// All rows, made before the clock starts.
    private List<SampleBatch> rows() {
        List<SampleBatch> batches = new ArrayList<>();
        for (int point = 0; point < site.points(); point += POINTS_AT_ONCE) {
            batches.add(batch(point));
        }
        return batches;
    }

    private SampleBatch batch(int point) {
        int end = Math.min(site.points(), point + POINTS_AT_ONCE);
        var batch = new SampleBatch((end - point) * SiteDay.SAMPLES);
        for (int i = point; i < end; i++) {
            site.append(batch, i, DAY);
        }
        return batch;
    }

    private void write(List<SampleBatch> batches, Compression compression) throws IOException {
        Path file = folder.resolve("tidemark.parquet");
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        FileFacts facts;
        try (var writer = ParquetColdFileWriter.factory(compression).create(file, description())) {
            for (SampleBatch batch : batches) {
                writer.add(batch);
            }
            facts = writer.finish();
        }
        print("Tidemark, " + compression, facts.rows(), facts.bytes(), start);
    }

    /// The same with rows that nobody else holds: what of the heap was in use at most is then the writer's.
    private void writeGenerated() throws IOException {
        Path file = folder.resolve("tidemark.parquet");
        Files.deleteIfExists(file);
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        try (var writer = ParquetColdFileWriter.factory(Compression.ZSTD).create(file, description())) {
            for (int point = 0; point < site.points(); point += POINTS_AT_ONCE) {
                writer.add(batch(point));
            }
            writer.finish();
        }
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "heap: at most %d MiB in use, garbage included, of %d MiB%n",
                peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }

    private void copy() throws SQLException, IOException {
        Path ours = folder.resolve("tidemark.parquet");
        Path theirs = folder.resolve("duckdb.parquet");
        try (var duck = new Duck()) {
            duck.run("create table t as select * from read_parquet('" + ours + "')");
            long rows = duck.number("select count(*) from t");
            copy(duck, "in the order of Tidemark", "t", theirs, rows);
            duck.run("create table by_time as select * from t order by \"timestamp\", point_name");
            copy(duck, "sorted by time", "by_time", theirs, rows);
        }
    }

    private static void copy(Duck duck, String what, String table, Path file, long rows)
            throws SQLException, IOException {
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            duck.run("copy " + table + " to '" + file + "' (format parquet, compression zstd)");
            print("DuckDB, " + what, rows, Files.size(file), start);
        }
    }

    private static void print(String what, long rows, long bytes, long startNs) {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(
                "%-36s %,12.0f %,12d %10.3f %10.2f%n", what, rows / seconds, bytes, (double) bytes / rows, seconds);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static Description description() {
        var partition = new Partition(Dataset.SAMPLES, SiteDay.SITE);
        return new Description(partition, Kind.DAY, DAY, DAY.plusDays(1), 1, 0, Map.of());
    }
}
