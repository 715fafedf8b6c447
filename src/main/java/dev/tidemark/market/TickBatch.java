package dev.tidemark.market;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ticker and quote updates as columns. An absent number is NaN, an absent sequence [#NO_SEQUENCE].
public final class TickBatch implements RecordBatch {

    /// The sequence of a tick whose venue sends none.
    public static final long NO_SEQUENCE = Long.MIN_VALUE;

    private int size;
    private Series[] series;
    private long[] timeUs;
    private long[] receivedUs;
    private double[] price;
    private double[] bid;
    private double[] ask;
    private double[] bidSize;
    private double[] askSize;
    private double[] volume;
    private long[] sequence;
    private long[] origin;
    private @Nullable String[] workerId;
    private byte[] @Nullable [] metadata;

    public TickBatch(int capacity) {
        int n = Math.max(capacity, 8);
        series = new Series[n];
        timeUs = new long[n];
        receivedUs = new long[n];
        price = new double[n];
        bid = new double[n];
        ask = new double[n];
        bidSize = new double[n];
        askSize = new double[n];
        volume = new double[n];
        sequence = new long[n];
        origin = new long[n];
        workerId = new String[n];
        metadata = new byte[n][];
    }

    /// Appends a row with its obligatory columns and returns its number; the others start absent.
    ///
    /// The caller has checked time and price with [Plausible].
    public int add(Series ofSeries, long atUs, long receivedAtUs, double atPrice) {
        int row = size;
        ensure(row + 1);
        series[row] = ofSeries;
        timeUs[row] = atUs;
        receivedUs[row] = receivedAtUs;
        price[row] = atPrice;
        bid[row] = Double.NaN;
        ask[row] = Double.NaN;
        bidSize[row] = Double.NaN;
        askSize[row] = Double.NaN;
        volume[row] = Double.NaN;
        sequence[row] = NO_SEQUENCE;
        origin[row] = 0;
        workerId[row] = null;
        metadata[row] = null;
        size = row + 1;
        return row;
    }

    /// Sets the best bid and ask and their sizes; NaN where the venue gives none.
    public void quote(int row, double bestBid, double bestAsk, double sizeAtBid, double sizeAtAsk) {
        bid[row] = bestBid;
        ask[row] = bestAsk;
        bidSize[row] = sizeAtBid;
        askSize[row] = sizeAtAsk;
    }

    /// Sets the volume of the last 24 hours, in units of the base.
    public void volume(int row, double volume24h) {
        volume[row] = volume24h;
    }

    /// Sets the venue's own sequence of this update.
    public void sequence(int row, long venueSequence) {
        sequence[row] = venueSequence;
    }

    /// Sets who collected the record; null stands for `worker-{source}`.
    public void workerId(int row, @Nullable String id) {
        workerId[row] = id;
    }

    /// Sets further fields as a UTF-8 JSON object. The array is owned by the batch from here on.
    public void metadata(int row, byte @Nullable [] json) {
        metadata[row] = json;
    }

    @Override
    public Dataset dataset() {
        return Dataset.TICKS;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Series series(int row) {
        return series[row];
    }

    @Override
    public long timeUs(int row) {
        return timeUs[row];
    }

    /// When the record came in, in microseconds since the epoch.
    public long receivedUs(int row) {
        return receivedUs[row];
    }

    public double price(int row) {
        return price[row];
    }

    public double bid(int row) {
        return bid[row];
    }

    public double ask(int row) {
        return ask[row];
    }

    public double bidSize(int row) {
        return bidSize[row];
    }

    public double askSize(int row) {
        return askSize[row];
    }

    public double volume(int row) {
        return volume[row];
    }

    public long sequence(int row) {
        return sequence[row];
    }

    public @Nullable String workerId(int row) {
        return workerId[row];
    }

    public byte @Nullable [] metadata(int row) {
        return metadata[row];
    }

    @Override
    public long origin(int row) {
        return origin[row];
    }

    @Override
    public void origin(int row, long value) {
        origin[row] = value;
    }

    @Override
    public void clear() {
        truncate(0);
    }

    /// Removes the rows from number `rows` on.
    public void truncate(int rows) {
        // References are dropped so that a reused batch does not keep its last burst's metadata alive.
        Arrays.fill(workerId, rows, size, null);
        Arrays.fill(metadata, rows, size, null);
        size = rows;
    }

    @Override
    public TickBatch newEmpty(int capacity) {
        return new TickBatch(capacity);
    }

    @Override
    public void copyRow(RecordBatch from, int row) {
        TickBatch that = (TickBatch) from;
        int to = add(that.series[row], that.timeUs[row], that.receivedUs[row], that.price[row]);
        quote(to, that.bid[row], that.ask[row], that.bidSize[row], that.askSize[row]);
        volume[to] = that.volume[row];
        sequence[to] = that.sequence[row];
        origin[to] = that.origin[row];
        workerId[to] = that.workerId[row];
        metadata[to] = that.metadata[row];
    }

    @Override
    public void copyAll(RecordBatch from) {
        TickBatch that = (TickBatch) from;
        int n = that.size;
        ensure(size + n);
        System.arraycopy(that.series, 0, series, size, n);
        System.arraycopy(that.timeUs, 0, timeUs, size, n);
        System.arraycopy(that.receivedUs, 0, receivedUs, size, n);
        System.arraycopy(that.price, 0, price, size, n);
        System.arraycopy(that.bid, 0, bid, size, n);
        System.arraycopy(that.ask, 0, ask, size, n);
        System.arraycopy(that.bidSize, 0, bidSize, size, n);
        System.arraycopy(that.askSize, 0, askSize, size, n);
        System.arraycopy(that.volume, 0, volume, size, n);
        System.arraycopy(that.sequence, 0, sequence, size, n);
        System.arraycopy(that.origin, 0, origin, size, n);
        System.arraycopy(that.workerId, 0, workerId, size, n);
        System.arraycopy(that.metadata, 0, metadata, size, n);
        size += n;
    }

    private void ensure(int capacity) {
        if (capacity > timeUs.length) {
            resize(Math.max(capacity, timeUs.length * 2));
        }
    }

    private void resize(int n) {
        series = Arrays.copyOf(series, n);
        timeUs = Arrays.copyOf(timeUs, n);
        receivedUs = Arrays.copyOf(receivedUs, n);
        price = Arrays.copyOf(price, n);
        bid = Arrays.copyOf(bid, n);
        ask = Arrays.copyOf(ask, n);
        bidSize = Arrays.copyOf(bidSize, n);
        askSize = Arrays.copyOf(askSize, n);
        volume = Arrays.copyOf(volume, n);
        sequence = Arrays.copyOf(sequence, n);
        origin = Arrays.copyOf(origin, n);
        workerId = Arrays.copyOf(workerId, n);
        metadata = Arrays.copyOf(metadata, n);
    }
}
