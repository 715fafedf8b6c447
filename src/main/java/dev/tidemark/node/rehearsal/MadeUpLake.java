package dev.tidemark.node.rehearsal;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/// Day files of a made-up site.
final class MadeUpLake {

    static final String SITE = "site";
    static final LocalDate FIRST = LocalDate.EPOCH.plusYears(30);
    static final int DAYS = 60;
    static final int POINTS = 80;

    private static final int SAMPLES = 1_440;
    private static final long MINUTE_US = 60_000_000;

    private MadeUpLake() {}

    /// Writes all days below a folder, as a lake has them.
    static void write(Path root) throws IOException {
        for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
            write(root, new PartitionDay(new Partition(Dataset.SAMPLES, SITE), day));
        }
    }

    static String name(int point) {
        return String.format("building/point-%04d", point % POINTS);
    }

    private static void write(Path root, PartitionDay day) throws IOException {
        Path file = root.resolve(LakeKey.day(day, 1));
        Files.createDirectories(file.resolveSibling("."));
        var description =
                new Description(day.partition(), Kind.DAY, day.day(), day.day().plusDays(1), 1, 0, Map.of());
        long startUs = TimeRange.ofDays(day.day(), day.day().plusDays(1)).fromUs();
        try (var writer = ParquetColdFileWriter.factory(Compression.ZSTD).create(file, description)) {
            for (int point = 0; point < POINTS; point++) {
                writer.add(rows(startUs, point));
            }
            writer.finish();
        }
    }

    /// A day of a point, of one of the kinds that there are: steps, tenths, numbers with all their digits.
    private static SampleBatch rows(long startUs, int point) {
        var rows = new SampleBatch(SAMPLES);
        var series = new Series(Dataset.SAMPLES, SITE, name(point));
        for (int minute = 0; minute < SAMPLES; minute++) {
            double value = switch (point % 3) {
                case 0 -> Math.floor(minute / 100.0);
                case 1 -> minute / 10.0;
                default -> Math.sin(minute);
            };
            // Milliseconds past the minute, as of a real building.
            rows.add(series, startUs + minute * MINUTE_US + (minute * 7L + point) % 1_000 * 1_000, value);
        }
        return rows;
    }
}
