package dev.tidemark.market;

import java.util.Arrays;

/// Candles as columns. A volume that is not known is NaN, a number of trades that is not known [#UNKNOWN].
public final class CandleBatch implements RecordBatch {

    /// The number of trades of a candle whose source gives none.
    public static final long UNKNOWN = -1;

    /// The four prices of a candle.
    public record Prices(double open, double high, double low, double close) {}

    private int size;
    private Series[] series;
    private Timeframe[] timeframe;
    private long[] timeUs;
    private double[] open;
    private double[] high;
    private double[] low;
    private double[] close;
    private double[] volume;
    private double[] quoteVolume;
    private long[] trades;
    private long[] origin;

    public CandleBatch(int capacity) {
        int n = Math.max(capacity, 8);
        series = new Series[n];
        timeframe = new Timeframe[n];
        timeUs = new long[n];
        open = new double[n];
        high = new double[n];
        low = new double[n];
        close = new double[n];
        volume = new double[n];
        quoteVolume = new double[n];
        trades = new long[n];
        origin = new long[n];
    }

    /// Appends a candle that opens at this time and returns its row; volumes and trades start unknown.
    ///
    /// The caller has checked time and prices with [Plausible].
    public int add(Series ofSeries, Timeframe length, long opensAtUs, Prices prices) {
        int row = size;
        ensure(row + 1);
        series[row] = ofSeries;
        timeframe[row] = length;
        timeUs[row] = opensAtUs;
        open[row] = prices.open();
        high[row] = prices.high();
        low[row] = prices.low();
        close[row] = prices.close();
        volume[row] = Double.NaN;
        quoteVolume[row] = Double.NaN;
        trades[row] = UNKNOWN;
        origin[row] = 0;
        size = row + 1;
        return row;
    }

    /// Sets what was traded, in units of the base and of the quote; NaN where it is not known.
    public void volumes(int row, double ofBase, double ofQuote) {
        volume[row] = ofBase;
        quoteVolume[row] = ofQuote;
    }

    /// Sets how many trades, or ticks where it was made of those, the candle is made of.
    public void trades(int row, long count) {
        trades[row] = count;
    }

    @Override
    public Dataset dataset() {
        return Dataset.CANDLES;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Series series(int row) {
        return series[row];
    }

    public Timeframe timeframe(int row) {
        return timeframe[row];
    }

    /// When the candle opens, in microseconds since the epoch.
    @Override
    public long timeUs(int row) {
        return timeUs[row];
    }

    public double open(int row) {
        return open[row];
    }

    public double high(int row) {
        return high[row];
    }

    public double low(int row) {
        return low[row];
    }

    public double close(int row) {
        return close[row];
    }

    public double volume(int row) {
        return volume[row];
    }

    public double quoteVolume(int row) {
        return quoteVolume[row];
    }

    public long trades(int row) {
        return trades[row];
    }

    @Override
    public long origin(int row) {
        return origin[row];
    }

    @Override
    public void origin(int row, long at) {
        origin[row] = at;
    }

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public CandleBatch newEmpty(int capacity) {
        return new CandleBatch(capacity);
    }

    @Override
    public void copyRow(RecordBatch from, int row) {
        CandleBatch that = (CandleBatch) from;
        var prices = new Prices(that.open[row], that.high[row], that.low[row], that.close[row]);
        int to = add(that.series[row], that.timeframe[row], that.timeUs[row], prices);
        volumes(to, that.volume[row], that.quoteVolume[row]);
        trades[to] = that.trades[row];
        origin[to] = that.origin[row];
    }

    @Override
    public void copyAll(RecordBatch from) {
        ensure(size + from.size());
        for (int row = 0; row < from.size(); row++) {
            copyRow(from, row);
        }
    }

    private void ensure(int capacity) {
        if (capacity > timeUs.length) {
            int n = Math.max(capacity, timeUs.length * 2);
            series = Arrays.copyOf(series, n);
            timeframe = Arrays.copyOf(timeframe, n);
            timeUs = Arrays.copyOf(timeUs, n);
            open = Arrays.copyOf(open, n);
            high = Arrays.copyOf(high, n);
            low = Arrays.copyOf(low, n);
            close = Arrays.copyOf(close, n);
            volume = Arrays.copyOf(volume, n);
            quoteVolume = Arrays.copyOf(quoteVolume, n);
            trades = Arrays.copyOf(trades, n);
            origin = Arrays.copyOf(origin, n);
        }
    }
}
