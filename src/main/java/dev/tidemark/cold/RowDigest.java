package dev.tidemark.cold;

import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Counts rows and digests what stands in them and in which order: what is written and what is read back must agree.
///
/// Not against an enemy, only against mistakes: 64 bits, mixed row by row as in SplitMix64. Stands in files and in the
/// manifest, so what it is of the same rows never changes.
public final class RowDigest {

    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private long rows;
    private long digest;
    private @Nullable Series lastSeries;
    private long lastSeriesHash;

    public void add(RecordBatch batch) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            digest = mix(digest, seriesHash(batch.series(row)));
            digest = mix(digest, batch.timeUs(row));
            addValues(batch, row);
        }
        rows += size;
    }

    public long rows() {
        return rows;
    }

    public long value() {
        return digest;
    }

    private void addValues(RecordBatch batch, int row) {
        switch (batch) {
            case SampleBatch samples -> add(samples.value(row));
            case TickBatch ticks -> addTick(ticks, row);
            case TradeBatch trades -> addTrade(trades, row);
            case CandleBatch candles -> addCandle(candles, row);
        }
    }

    private void addTick(TickBatch ticks, int row) {
        add(ticks.price(row));
        add(ticks.bid(row));
        add(ticks.ask(row));
        add(ticks.bidSize(row));
        add(ticks.askSize(row));
        add(ticks.volume(row));
        digest = mix(digest, ticks.sequence(row));
        digest = mix(digest, ticks.receivedUs(row));
        digest = mix(digest, ticks.origin(row));
        digest = mix(digest, Objects.hashCode(ticks.workerId(row)));
        digest = mix(digest, Arrays.hashCode(ticks.metadata(row)));
    }

    private void addTrade(TradeBatch trades, int row) {
        add(trades.price(row));
        add(trades.tradeSize(row));
        digest = mix(digest, trades.tradeId(row).hashCode());
        digest = mix(digest, trades.side(row).code());
        digest = mix(digest, trades.receivedUs(row));
        digest = mix(digest, trades.origin(row));
    }

    private void addCandle(CandleBatch candles, int row) {
        digest = mix(digest, candles.timeframe(row).label().hashCode());
        add(candles.open(row));
        add(candles.high(row));
        add(candles.low(row));
        add(candles.close(row));
        add(candles.volume(row));
        add(candles.quoteVolume(row));
        digest = mix(digest, candles.trades(row));
    }

    private void add(double value) {
        digest = mix(digest, Double.doubleToLongBits(value));
    }

    @SuppressWarnings("ReferenceEquality") // Neighbours usually share their series; equal ones hash alike.
    private long seriesHash(Series series) {
        if (series != lastSeries) {
            lastSeries = series;
            lastSeriesHash = mix(series.source().hashCode(), series.symbol().hashCode());
        }
        return lastSeriesHash;
    }

    private static long mix(long state, long value) {
        long z = (state + PRIME) ^ value;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        return z ^ z >>> 27;
    }
}
