package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// Turns a [Stretch] of a [ReadyBatch] into [ColumnArrays].
final class FeedColumns {

    private final ReadyBatch batch;
    private final Stretch stretch;
    private final int size;
    private final ColumnArrays columns;

    private FeedColumns(ReadyBatch batch, Stretch stretch) {
        this.batch = batch;
        this.stretch = stretch;
        this.size = stretch.size();
        this.columns = new ColumnArrays(stretch.table());
    }

    /// The columns of the rows of a stretch.
    static ColumnArrays of(ReadyBatch batch, Stretch stretch) {
        var feed = new FeedColumns(batch, stretch);
        switch (batch.rows()) {
            case TickBatch ticks -> feed.addTicks(ticks);
            case TradeBatch trades -> feed.addTrades(trades);
            case CandleBatch candles -> feed.addCandles(candles);
            case SampleBatch samples -> feed.addSamples(samples);
        }
        return feed.columns;
    }

    private void addTicks(TickBatch ticks) {
        addCommon(ticks::receivedUs, ticks::price);
        addNullable("bid", ticks::bid);
        addNullable("ask", ticks::ask);
        addNullable("bid_size", ticks::bidSize);
        addNullable("ask_size", ticks::askSize);
        addNullable("volume", ticks::volume);
        addOptional("sequence", "int8", "", new Long[size], row -> sequence(ticks, row));
        addOptional("worker_id", "text", "", new String[size], ticks::workerId);
        addOptional("metadata", "text", "::jsonb", new String[size], row -> json(ticks.metadata(row)));
    }

    private void addTrades(TradeBatch trades) {
        addCommon(trades::receivedUs, trades::price);
        columns.add("day", "date", days(trades));
        columns.add("trade_id", "text", fill(new String[size], trades::tradeId));
        columns.add("size", "float8", fill(new Double[size], trades::tradeSize));
        columns.add("side", "int2", fill(new Short[size], row ->
                (short) trades.side(row).code()));
    }

    private void addCandles(CandleBatch candles) {
        addKey();
        columns.add(
                "timeframe",
                "text",
                fill(new String[size], row -> candles.timeframe(row).label()));
        columns.add("open", "float8", fill(new Double[size], candles::open));
        columns.add("high", "float8", fill(new Double[size], candles::high));
        columns.add("low", "float8", fill(new Double[size], candles::low));
        columns.add("close", "float8", fill(new Double[size], candles::close));
        addNullable("volume", candles::volume);
        addNullable("quote_volume", candles::quoteVolume);
        addOptional("trades", "int8", "", new Long[size], row -> trades(candles, row));
    }

    private void addSamples(SampleBatch samples) {
        addKey();
        columns.add("value", "float8", fill(new Double[size], samples::value));
    }

    private void addKey() {
        RecordBatch rows = batch.rows();
        columns.add("series_id", "int4", fill(new Integer[size], batch::seriesId));
        columns.add("time", "timestamptz", fill(new OffsetDateTime[size], row -> Micros.toOffset(rows.timeUs(row))));
    }

    private void addCommon(IntToLongFunction receivedUs, IntToDoubleFunction price) {
        addKey();
        columns.add(
                "received",
                "timestamptz",
                fill(new OffsetDateTime[size], row -> Micros.toOffset(receivedUs.applyAsLong(row))));
        columns.add("price", "float8", fill(new Double[size], price::applyAsDouble));
        columns.add("ingest_id", "int8", fill(new Long[size], batch::ingestId));
    }

    private LocalDate[] days(TradeBatch trades) {
        var days = new LocalDate[size];
        int lastDay = Integer.MIN_VALUE;
        LocalDate last = LocalDate.EPOCH;
        for (int i = 0; i < size; i++) {
            int day = Micros.day(trades.timeUs(stretch.row(i)));
            if (day != lastDay) {
                lastDay = day;
                last = LocalDate.ofEpochDay(day);
            }
            days[i] = last;
        }
        return days;
    }

    private void addNullable(String column, IntToDoubleFunction value) {
        addOptional(column, "float8", "", new Double[size], row -> number(value.applyAsDouble(row)));
    }

    private <T> void addOptional(
            String column, String type, String cast, @Nullable T[] into, IntFunction<@Nullable T> value) {
        boolean isPresent = false;
        for (int i = 0; i < size; i++) {
            T one = value.apply(stretch.row(i));
            into[i] = one;
            isPresent |= one != null;
        }
        if (isPresent) {
            columns.addAs(column, type, cast, into);
        }
    }

    private <T> T[] fill(T[] into, IntFunction<? extends T> value) {
        for (int i = 0; i < size; i++) {
            into[i] = value.apply(stretch.row(i));
        }
        return into;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable Long sequence(TickBatch ticks, int row) {
        long sequence = ticks.sequence(row);
        return sequence == TickBatch.NO_SEQUENCE ? null : sequence;
    }

    private static @Nullable Long trades(CandleBatch candles, int row) {
        long trades = candles.trades(row);
        return trades == CandleBatch.UNKNOWN ? null : trades;
    }

    private static @Nullable String json(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }
}
