package dev.tidemark.cold.parquet;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.Partition;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// Rows of every dataset in the order of a cold file, with what is rare made frequent: absent values, extreme numbers,
/// names beyond the basic plane, equal times.
public final class RandomRows {

    public static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    public static final long DAY_US = DAY.toEpochDay() * 86_400_000_000L;

    private static final String[] ODD_NAMES = {
        "a", "a/b", "ä", "é,;\"'", "\uFF5E", "\uD83D\uDE00", "\uD83D\uDE00b", "z".repeat(256), " ", "0", "Ω/π"
    };
    private static final double[] ODD_NUMBERS = {
        0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300, 0.1, -273.15, 1
    };

    private final Random random;

    public RandomRows(long seed) {
        random = new Random(seed);
    }

    public static Partition partition(Dataset dataset) {
        return new Partition(dataset, dataset == Dataset.SAMPLES ? "Haus \uD83C\uDFE0/7" : "BTC/USD");
    }

    public static Description day(Dataset dataset, Kind kind) {
        return new Description(partition(dataset), kind, DAY, DAY.plusDays(1), 3, 77, Map.of("note", "of the caller"));
    }

    /// Rows of some names, between one and `mostOfAName` of each.
    public RecordBatch rows(Dataset dataset, int names, int mostOfAName) {
        var batch = RecordBatch.of(dataset, 16);
        var sorted = new TreeSet<>(NameOrder.INSTANCE);
        while (sorted.size() < names) {
            boolean isOdd = random.nextInt(4) == 0 && sorted.size() < ODD_NAMES.length;
            sorted.add(isOdd ? ODD_NAMES[random.nextInt(ODD_NAMES.length)] : "p-" + random.nextInt(1_000_000));
        }
        for (String name : sorted) {
            append(batch, name, 1 + random.nextInt(mostOfAName));
        }
        return batch;
    }

    private void append(RecordBatch batch, String name, int count) {
        String partition = partition(batch.dataset()).name();
        Series series = batch.dataset() == Dataset.SAMPLES
                ? new Series(batch.dataset(), partition, name)
                : new Series(batch.dataset(), name, partition);
        long stepUs = 86_400_000L / (count + 1) * 1_000;
        for (int i = 0; i < count; i++) {
            long timeUs = DAY_US + i * stepUs + random.nextLong(stepUs);
            switch (batch) {
                case SampleBatch rows -> rows.add(series, timeUs - timeUs % 1_000, number());
                case TickBatch rows -> tick(rows, series, i % 3 == 0 ? timeUs : DAY_US + i * stepUs);
                case TradeBatch rows -> trade(rows, series, timeUs);
                case CandleBatch rows -> candle(rows, series, timeUs);
            }
        }
    }

    private void tick(TickBatch rows, Series series, long timeUs) {
        int row = rows.add(series, timeUs, timeUs + random.nextInt(5_000), Math.abs(number()));
        rows.origin(row, (1L << 40) | row);
        if (random.nextBoolean()) {
            rows.quote(row, number(), maybe(), maybe(), number());
        }
        rows.volume(row, maybe());
        if (random.nextBoolean()) {
            rows.sequence(row, random.nextInt(9) == 0 ? Long.MAX_VALUE : random.nextLong(1_000_000));
        }
        rows.workerId(row, random.nextInt(3) == 0 ? null : "worker-" + random.nextInt(40));
        if (random.nextInt(3) == 0) {
            rows.metadata(row, ("{\"ü\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void trade(TradeBatch rows, Series series, long timeUs) {
        int row = rows.add(
                series,
                timeUs,
                timeUs - random.nextInt(5),
                random.nextInt(5) == 0 ? "é\uD83D\uDE00" + rows.size() : Long.toString(4_000_000_000L + rows.size()),
                Math.abs(number()),
                random.nextDouble(),
                Side.ofCode(random.nextInt(3)));
        rows.origin(row, random.nextLong(1, 1L << 50));
    }

    private void candle(CandleBatch rows, Series series, long timeUs) {
        int row =
                rows.add(series, Timeframe.M5, timeUs, new CandleBatch.Prices(number(), number(), number(), number()));
        rows.volumes(row, maybe(), maybe());
        if (random.nextBoolean()) {
            rows.trades(row, random.nextInt(1_000));
        }
    }

    private double maybe() {
        return random.nextInt(3) == 0 ? Double.NaN : number();
    }

    private double number() {
        return random.nextInt(10) == 0 ? ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)] : random.nextGaussian() * 20;
    }
}
