package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts decoded columns together to rows of a batch. The numbers of the columns are those of [Layout].
final class RowAssembler {

    private final Layout layout;
    private final Cells cells;

    RowAssembler(Layout layout, Cells cells) {
        this.layout = layout;
        this.cells = cells;
    }

    /// Appends the rows from one to another of a series.
    void append(RecordBatch to, Series series, int from, int until) throws DamagedException {
        switch (to) {
            case SampleBatch rows -> samples(rows, series, from, until);
            case TickBatch rows -> ticks(rows, series, from, until);
            case TradeBatch rows -> trades(rows, series, from, until);
            case CandleBatch rows -> candles(rows, series, from, until);
        }
    }

    private void samples(SampleBatch rows, Series series, int from, int until) {
        long[] times = cells.wholes(layout.timeColumn());
        double[] values = cells.reals(2);
        for (int row = from; row < until; row++) {
            rows.add(series, times[row], values[row]);
        }
    }

    private void ticks(TickBatch rows, Series series, int from, int until) {
        long[] times = cells.wholes(layout.timeColumn());
        long[] received = cells.wholes(1);
        double[] prices = cells.reals(4);
        double[] bids = cells.reals(5);
        double[] asks = cells.reals(6);
        double[] bidSizes = cells.reals(7);
        double[] askSizes = cells.reals(8);
        double[] volumes = cells.reals(9);
        long[] sequences = cells.wholes(10);
        @Nullable String[] workers = cells.names(11);
        byte[] @Nullable [] metadata = cells.texts(12);
        long[] origins = cells.wholes(13);
        for (int row = from; row < until; row++) {
            int at = rows.add(series, times[row], received[row], prices[row]);
            rows.quote(at, bids[row], asks[row], bidSizes[row], askSizes[row]);
            rows.volume(at, volumes[row]);
            rows.sequence(at, sequences[row]);
            rows.workerId(at, workers[row]);
            rows.metadata(at, metadata[row]);
            rows.origin(at, origins[row]);
        }
    }

    private void trades(TradeBatch rows, Series series, int from, int until) throws DamagedException {
        long[] times = cells.wholes(layout.timeColumn());
        long[] received = cells.wholes(1);
        byte[] @Nullable [] ids = cells.texts(4);
        double[] prices = cells.reals(5);
        double[] sizes = cells.reals(6);
        @Nullable String[] sides = cells.names(7);
        long[] origins = cells.wholes(8);
        for (int row = from; row < until; row++) {
            String id = new String(Objects.requireNonNull(ids[row]), StandardCharsets.UTF_8);
            int at = rows.add(series, times[row], received[row], id, prices[row], sizes[row], side(sides[row]));
            rows.origin(at, origins[row]);
        }
    }

    private void candles(CandleBatch rows, Series series, int from, int until) throws DamagedException {
        long[] times = cells.wholes(layout.timeColumn());
        @Nullable String[] timeframes = cells.names(2);
        double[] opens = cells.reals(4);
        double[] highs = cells.reals(5);
        double[] lows = cells.reals(6);
        double[] closes = cells.reals(7);
        double[] volumes = cells.reals(8);
        double[] quoteVolumes = cells.reals(9);
        long[] trades = cells.wholes(10);
        for (int row = from; row < until; row++) {
            var prices = new CandleBatch.Prices(opens[row], highs[row], lows[row], closes[row]);
            int at = rows.add(series, timeframe(timeframes[row]), times[row], prices);
            rows.volumes(at, volumes[row], quoteVolumes[row]);
            rows.trades(at, trades[row]);
        }
    }

    private static Side side(@Nullable String label) throws DamagedException {
        if (label == null) {
            return Side.UNKNOWN;
        }
        return switch (label) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new DamagedException("Expected the side buy or sell, was " + label);
        };
    }

    private static Timeframe timeframe(@Nullable String label) throws DamagedException {
        return Timeframe.ofLabel(Objects.requireNonNullElse(label, ""))
                .orElseThrow(() -> new DamagedException("Expected a timeframe, was " + label));
    }
}
