package dev.tidemark.market;

import java.util.Arrays;

/// Readings of building sensors as columns. Every value is finite: what is not is refused before it comes here.
///
/// Times are whole milliseconds, since the Parquet files hold no less: whoever makes a batch cuts them off with
/// [#toWholeMs]. Two readings of a point within one millisecond are therefore the same sample.
public final class SampleBatch implements RecordBatch {

    private int size;
    private Series[] series;
    private long[] timeUs;
    private double[] value;
    private long[] origin;

    public SampleBatch(int capacity) {
        int n = Math.max(capacity, 8);
        series = new Series[n];
        timeUs = new long[n];
        value = new double[n];
        origin = new long[n];
    }

    /// The beginning of the millisecond in which a time lies; both in microseconds since the epoch.
    public static long toWholeMs(long timeUs) {
        return timeUs - Math.floorMod(timeUs, 1_000L);
    }

    /// Appends a reading and returns its row. The caller has checked time and value with [Plausible], and cut the
    /// time to whole milliseconds.
    public int add(Series ofSeries, long atUs, double reading) {
        int row = size;
        ensure(row + 1);
        series[row] = ofSeries;
        timeUs[row] = atUs;
        value[row] = reading;
        origin[row] = 0;
        size = row + 1;
        return row;
    }

    @Override
    public Dataset dataset() {
        return Dataset.SAMPLES;
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

    public double value(int row) {
        return value[row];
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
        truncate(0);
    }

    /// Removes the rows from number `rows` on.
    public void truncate(int rows) {
        size = rows;
    }

    @Override
    public SampleBatch newEmpty(int capacity) {
        return new SampleBatch(capacity);
    }

    @Override
    public void copyRow(RecordBatch from, int row) {
        SampleBatch that = (SampleBatch) from;
        int to = add(that.series[row], that.timeUs[row], that.value[row]);
        origin[to] = that.origin[row];
    }

    @Override
    public void copyAll(RecordBatch from) {
        SampleBatch that = (SampleBatch) from;
        int n = that.size;
        ensure(size + n);
        System.arraycopy(that.series, 0, series, size, n);
        System.arraycopy(that.timeUs, 0, timeUs, size, n);
        System.arraycopy(that.value, 0, value, size, n);
        System.arraycopy(that.origin, 0, origin, size, n);
        size += n;
    }

    private void ensure(int capacity) {
        if (capacity > timeUs.length) {
            int n = Math.max(capacity, timeUs.length * 2);
            series = Arrays.copyOf(series, n);
            timeUs = Arrays.copyOf(timeUs, n);
            value = Arrays.copyOf(value, n);
            origin = Arrays.copyOf(origin, n);
        }
    }
}
