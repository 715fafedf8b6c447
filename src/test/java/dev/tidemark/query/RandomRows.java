package dev.tidemark.query;

import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Feed;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Random rows of a few partitions on a few days, and random questions about them.
final class RandomRows {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

    private static final List<String> POINTS =
            List.of("ahu-1/temp", "ahu,2", "é", "zone \uD83D\uDE00", "zone \uFF5E", "z");
    private static final List<String> SOURCES = List.of("binance", "coinbase", "kraken");
    private static final long DAY_US = Feed.DAY_US;

    private final Random random;
    private final int days;

    RandomRows(Random random, int days) {
        this.random = random;
        this.days = days;
    }

    static List<Partition> partitions() {
        return List.of(
                new Partition(Dataset.SAMPLES, "north"),
                new Partition(Dataset.SAMPLES, "süd"),
                new Partition(Dataset.TICKS, "BTC/USD"),
                new Partition(Dataset.TRADES, "BTC/USD"));
    }

    Partition partition() {
        return partitions().get(random.nextInt(partitions().size()));
    }

    LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(days));
    }

    /// Up to `most` rows of a partition; some repeat an identity.
    RecordBatch batch(Partition partition, int most) {
        RecordBatch batch = RecordBatch.of(partition.dataset(), most);
        int rows = 1 + random.nextInt(most);
        for (int i = 0; i < rows; i++) {
            // Few different times, so that rows meet.
            long timeUs = startUs() + random.nextInt(days) * DAY_US + random.nextInt(100) * (DAY_US / 100);
            switch (batch) {
                case SampleBatch samples ->
                    samples.add(
                            new Series(Dataset.SAMPLES, partition.name(), any(POINTS)), timeUs, random.nextInt(1_000));
                case TickBatch ticks ->
                    ticks.add(
                            new Series(Dataset.TICKS, any(SOURCES), partition.name()),
                            timeUs,
                            timeUs,
                            1 + random.nextInt(1_000));
                case TradeBatch trades -> trade(trades, partition, timeUs);
                default -> throw new IllegalStateException("Expected samples, ticks or trades");
            }
        }
        return batch;
    }

    /// The same without two rows of one identity in one batch.
    RecordBatch distinctBatch(Partition partition, int most) {
        RecordBatch batch = batch(partition, most);
        RecordBatch distinct = batch.newEmpty(batch.size());
        var seen = new HashSet<String>();
        for (int row = 0; row < batch.size(); row++) {
            String id = batch instanceof TradeBatch trades
                    ? trades.tradeId(row) + " " + trades.timeUs(row) / DAY_US
                    : String.valueOf(batch.dataset() == Dataset.TICKS ? row : batch.timeUs(row));
            if (seen.add(batch.series(row) + " " + id)) {
                distinct.copyRow(batch, row);
            }
        }
        return distinct;
    }

    private void trade(TradeBatch trades, Partition partition, long timeUs) {
        // An id has one time, give or take a few microseconds: as when it is sent twice.
        int id = random.nextInt(200);
        long dayUs = timeUs - timeUs % DAY_US;
        long atUs = dayUs + id % 100 * (DAY_US / 100) + random.nextInt(5);
        var series = new Series(Dataset.TRADES, any(SOURCES), partition.name());
        trades.add(series, atUs, atUs, "t" + id, 1 + random.nextInt(1_000), 1, Side.BUY);
    }

    /// A question about any range, any names, any page.
    SeriesQuery query(Partition partition, List<String> known) {
        long span = days * DAY_US;
        long a = startUs() - DAY_US / 2 + (long) (random.nextDouble() * (span + DAY_US));
        long b = startUs() - DAY_US / 2 + (long) (random.nextDouble() * (span + DAY_US));
        var range = new TimeRange(Math.min(a, b), Math.max(a, b));
        long maxRows = random.nextInt(3) == 0 ? 1 + random.nextInt(60) : Long.MAX_VALUE;
        return new SeriesQuery(partition, names(known), range, after(partition, known, range), maxRows);
    }

    /// A question without a page.
    SeriesQuery whole(Partition partition, List<String> known) {
        SeriesQuery any = query(partition, known);
        return new SeriesQuery(partition, any.names(), any.range(), null, Long.MAX_VALUE);
    }

    /// Rows of a page.
    long pageRows() {
        return random.nextInt(3) == 0 ? 20 + random.nextInt(200) : Long.MAX_VALUE;
    }

    private @Nullable List<String> names(List<String> known) {
        if (known.isEmpty() || random.nextInt(4) == 0) {
            return null;
        }
        return IntStream.range(0, 1 + random.nextInt(known.size()))
                .mapToObj(i -> any(known))
                .distinct()
                .toList();
    }

    private @Nullable RowKey after(Partition partition, List<String> known, TimeRange range) {
        if (known.isEmpty() || range.isEmpty() || random.nextInt(3) > 0) {
            return null;
        }
        long timeUs = range.fromUs() + (long) (random.nextDouble() * (range.toUs() - range.fromUs()));
        boolean isSample = partition.dataset() == Dataset.SAMPLES;
        return new RowKey(
                isSample ? any(known) : "", timeUs - timeUs % (DAY_US / 100), isSample ? 0 : random.nextInt(500));
    }

    private static long startUs() {
        return FIRST_DAY.toEpochDay() * DAY_US;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
