package dev.tidemark.journal;

import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes batches for tests, and tells rows as text so that they can be compared.
public final class Batches {

    private static final long AT_US = 1_700_000_000_000_000L;

    private Batches() {}

    public static Series series(Dataset dataset, String symbol) {
        return new Series(dataset, "test", symbol);
    }

    /// Symbols whose trades travel in lanes of their own.
    public static List<String> symbolsOfLanes(int count) {
        var laneToSymbol = new TreeMap<Integer, String>();
        for (int i = 0; laneToSymbol.size() < count; i++) {
            laneToSymbol.putIfAbsent(series(Dataset.TRADES, "L" + i).lane(), "L" + i);
        }
        return List.copyOf(laneToSymbol.values());
    }

    /// Trades of one series with ids `from`, `from + 1` …
    public static TradeBatch trades(String symbol, int from, int count) {
        var batch = new TradeBatch(count);
        for (int i = from; i < from + count; i++) {
            addTrade(batch, symbol, i);
        }
        return batch;
    }

    public static void addTrade(TradeBatch batch, String symbol, int id) {
        batch.add(series(Dataset.TRADES, symbol), AT_US + id, AT_US + id + 5, Integer.toString(id), 100, 1, Side.BUY);
    }

    /// Ticks of one series with prices `from`, `from + 1` …
    public static TickBatch ticks(String symbol, int from, int count) {
        var batch = new TickBatch(count);
        for (int i = from; i < from + count; i++) {
            batch.add(series(Dataset.TICKS, symbol), AT_US + i, AT_US + i + 5, 1 + i);
        }
        return batch;
    }

    /// A batch in which every optional field is sometimes there and sometimes not.
    public static RecordBatch random(Dataset dataset, int rows, RandomGenerator random) {
        RecordBatch batch = RecordBatch.of(dataset, rows);
        int symbols = random.nextInt(1, 20);
        for (int i = 0; i < rows; i++) {
            String symbol = "S" + random.nextInt(symbols) + (random.nextInt(5) == 0 ? "/ÜS\uD83D\uDE00" : "/USD");
            switch (batch) {
                case TickBatch ticks -> addRandom(ticks, symbol, random);
                case TradeBatch trades -> addRandom(trades, symbol, random);
                case CandleBatch candles -> addRandom(candles, symbol, random);
                case SampleBatch samples -> addRandom(samples, symbol, random);
            }
        }
        return batch;
    }

    private static void addRandom(TickBatch batch, String symbol, RandomGenerator random) {
        int row = batch.add(series(Dataset.TICKS, symbol), time(random), time(random), random.nextDouble());
        if (random.nextBoolean()) {
            batch.quote(row, random.nextDouble(), random.nextDouble(), Double.NaN, random.nextDouble());
            batch.volume(row, Double.longBitsToDouble(random.nextLong()));
        }
        if (random.nextBoolean()) {
            batch.sequence(row, random.nextLong());
            batch.workerId(row, "worker-" + random.nextInt(3));
            batch.metadata(row, "{\"n\":%d}".formatted(random.nextInt()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void addRandom(TradeBatch batch, String symbol, RandomGenerator random) {
        String[] ids = {
            "17", "0", "007", "-3", "", "9223372036854775808", "~a:é", Long.toString(random.nextLong(1L << 50))
        };
        int row = batch.add(
                series(Dataset.TRADES, symbol),
                time(random),
                time(random),
                ids[random.nextInt(ids.length)],
                random.nextDouble(),
                random.nextDouble(),
                Side.ofCode(random.nextInt(3)));
        if (random.nextBoolean()) {
            batch.counted(row);
        }
    }

    private static void addRandom(CandleBatch batch, String symbol, RandomGenerator random) {
        var timeframe = Timeframe.values()[random.nextInt(Timeframe.values().length)];
        var prices = new CandleBatch.Prices(
                random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
        int row = batch.add(series(Dataset.CANDLES, symbol), timeframe, time(random), prices);
        if (random.nextBoolean()) {
            batch.volumes(row, random.nextDouble(), random.nextBoolean() ? Double.NaN : random.nextDouble());
            batch.trades(row, random.nextLong());
        }
    }

    private static void addRandom(SampleBatch batch, String symbol, RandomGenerator random) {
        batch.add(series(Dataset.SAMPLES, symbol), time(random), Double.longBitsToDouble(random.nextLong()));
    }

    private static long time(RandomGenerator random) {
        return random.nextInt(4) == 0 ? random.nextLong() : AT_US + random.nextInt(1_000_000);
    }

    /// Each row with all that it holds but its origin; marks behind.
    public static List<String> texts(RecordBatch batch) {
        var texts = new ArrayList<String>();
        for (int row = 0; row < batch.size(); row++) {
            texts.add(text(batch, row));
        }
        if (batch instanceof TradeBatch trades) {
            trades.marks().forEach(mark -> texts.add(mark.toString()));
        }
        return texts;
    }

    private static String text(RecordBatch batch, int row) {
        return switch (batch) {
            case TickBatch ticks ->
                ticks.series(row) + " " + ticks.timeUs(row) + " " + ticks.receivedUs(row) + " "
                        + bits(
                                ticks.price(row),
                                ticks.bid(row),
                                ticks.ask(row),
                                ticks.bidSize(row),
                                ticks.askSize(row),
                                ticks.volume(row))
                        + ticks.sequence(row) + " " + ticks.workerId(row) + " " + json(ticks.metadata(row));
            case TradeBatch trades ->
                trades.series(row) + " " + trades.timeUs(row) + " " + trades.receivedUs(row) + " "
                        + trades.tradeId(row) + " " + bits(trades.price(row), trades.tradeSize(row)) + trades.side(row)
                        + " " + trades.isCounted(row);
            case CandleBatch candles ->
                candles.series(row) + " " + candles.timeframe(row) + " " + candles.timeUs(row) + " "
                        + bits(
                                candles.open(row),
                                candles.high(row),
                                candles.low(row),
                                candles.close(row),
                                candles.volume(row),
                                candles.quoteVolume(row))
                        + candles.trades(row);
            case SampleBatch samples ->
                samples.series(row) + " " + samples.timeUs(row) + " " + bits(samples.value(row));
        };
    }

    private static String bits(double... values) {
        return Arrays.toString(
                Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
    }

    private static @Nullable String json(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
