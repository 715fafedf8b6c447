package dev.tidemark.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Executed trades as columns, and what the venue said about which trades there are ([FeedMark]).
///
/// A batch without rows may still hold marks. Size 0 or NaN never stands here: the adapter refuses such a trade.
public final class TradeBatch implements RecordBatch {

    private int size;
    private Series[] series;
    private long[] timeUs;
    private long[] receivedUs;
    private String[] tradeId;
    private double[] price;
    private double[] tradeSize;
    private byte[] side;
    private boolean[] isCounted;
    private long[] origin;
    private final List<FeedMark> marks = new ArrayList<>(0);

    public TradeBatch(int capacity) {
        int n = Math.max(capacity, 8);
        series = new Series[n];
        timeUs = new long[n];
        receivedUs = new long[n];
        tradeId = new String[n];
        price = new double[n];
        tradeSize = new double[n];
        side = new byte[n];
        isCounted = new boolean[n];
        origin = new long[n];
    }

    /// Appends a trade and returns its row. The caller has checked time and price with [Plausible].
    ///
    /// `id` is the venue's own, as text, or made by [#syntheticId] where the venue gives none.
    public int add(
            Series ofSeries, long atUs, long receivedAtUs, String id, double atPrice, double ofSize, Side aggressor) {
        int row = size;
        ensure(row + 1);
        series[row] = ofSeries;
        timeUs[row] = atUs;
        receivedUs[row] = receivedAtUs;
        tradeId[row] = id;
        price[row] = atPrice;
        tradeSize[row] = ofSize;
        side[row] = aggressor.code();
        isCounted[row] = false;
        origin[row] = 0;
        size = row + 1;
        return row;
    }

    /// Declares that the venue numbers this series' trades one by one, so that a jump in the ids is a gap.
    public void counted(int row) {
        isCounted[row] = true;
    }

    /// Adds what the venue said about its feed.
    public void mark(FeedMark mark) {
        marks.add(mark);
    }

    /// The identity of a trade whose venue gives no id: time, price, size, side, and its number among equal ones in
    /// the frame. The tilde keeps it apart from every venue's own ids.
    public static String syntheticId(long timeUs, double price, double size, Side side, int numberAmongEqual) {
        return "~" + timeUs + ":" + price + ":" + size + ":" + side.code() + ":" + numberAmongEqual;
    }

    /// The marks, in the order in which they came; a live view.
    public List<FeedMark> marks() {
        return marks;
    }

    @Override
    public Dataset dataset() {
        return Dataset.TRADES;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size == 0 && marks.isEmpty();
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

    public String tradeId(int row) {
        return tradeId[row];
    }

    public double price(int row) {
        return price[row];
    }

    /// The traded amount, in units of the base.
    public double tradeSize(int row) {
        return tradeSize[row];
    }

    public Side side(int row) {
        return Side.ofCode(side[row]);
    }

    /// Whether the venue numbers the trades of this row's series one by one.
    public boolean isCounted(int row) {
        return isCounted[row];
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
        size = 0;
        marks.clear();
    }

    /// Removes the rows from number `rows` on; the marks stay.
    public void truncate(int rows) {
        Objects.checkIndex(rows, size + 1);
        size = rows;
    }

    @Override
    public TradeBatch newEmpty(int capacity) {
        return new TradeBatch(capacity);
    }

    @Override
    public void copyRow(RecordBatch from, int row) {
        TradeBatch that = (TradeBatch) from;
        int to = add(
                that.series[row],
                that.timeUs[row],
                that.receivedUs[row],
                that.tradeId[row],
                that.price[row],
                that.tradeSize[row],
                Side.ofCode(that.side[row]));
        isCounted[to] = that.isCounted[row];
        origin[to] = that.origin[row];
    }

    @Override
    public void copyAll(RecordBatch from) {
        TradeBatch that = (TradeBatch) from;
        int n = that.size;
        ensure(size + n);
        System.arraycopy(that.series, 0, series, size, n);
        System.arraycopy(that.timeUs, 0, timeUs, size, n);
        System.arraycopy(that.receivedUs, 0, receivedUs, size, n);
        System.arraycopy(that.tradeId, 0, tradeId, size, n);
        System.arraycopy(that.price, 0, price, size, n);
        System.arraycopy(that.tradeSize, 0, tradeSize, size, n);
        System.arraycopy(that.side, 0, side, size, n);
        System.arraycopy(that.isCounted, 0, isCounted, size, n);
        System.arraycopy(that.origin, 0, origin, size, n);
        size += n;
        marks.addAll(that.marks);
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
        tradeId = Arrays.copyOf(tradeId, n);
        price = Arrays.copyOf(price, n);
        tradeSize = Arrays.copyOf(tradeSize, n);
        side = Arrays.copyOf(side, n);
        isCounted = Arrays.copyOf(isCounted, n);
        origin = Arrays.copyOf(origin, n);
    }
}
