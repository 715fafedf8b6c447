package dev.tidemark.history.backfill.column;

import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import java.util.Arrays;

/// The samples of one point on one day. Not thread-safe.
final class PointSamples {

    private static final int FIRST_CAPACITY = 16;
    private static final long INDEX_MASK = 0xFFFF_FFFFL;

    private final Series series;
    /// Milliseconds since the day began.
    private int[] ms = new int[FIRST_CAPACITY];
    private double[] value = new double[FIRST_CAPACITY];
    private int size;
    private boolean isInOrder = true;

    PointSamples(Series series) {
        this.series = series;
    }

    String point() {
        return series.symbol();
    }

    int size() {
        return size;
    }

    void add(int atMs, double reading) {
        if (size == ms.length) {
            int capacity = size + (size >> 1);
            ms = Arrays.copyOf(ms, capacity);
            value = Arrays.copyOf(value, capacity);
        }
        isInOrder &= size == 0 || ms[size - 1] < atMs;
        ms[size] = atMs;
        value[size] = reading;
        size++;
    }

    /// Sorts by time. Of several samples of one millisecond the one that was added first stays.
    void settle() {
        if (isInOrder) {
            return;
        }
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) ms[i] << 32 | i;
        }
        Arrays.sort(keys);
        int[] sortedMs = new int[size];
        double[] sortedValue = new double[size];
        int distinct = 0;
        for (long key : keys) {
            int at = (int) (key >> 32);
            if (distinct == 0 || sortedMs[distinct - 1] != at) {
                sortedMs[distinct] = at;
                sortedValue[distinct++] = value[(int) (key & INDEX_MASK)];
            }
        }
        ms = sortedMs;
        value = sortedValue;
        size = distinct;
        isInOrder = true;
    }

    /// Adds the samples from number `from` on to a batch, until it has `until` rows. Returns the first one that is
    /// left.
    int copy(int from, SampleBatch rows, int until, long dayUs) {
        int row = from;
        while (row < size && rows.size() < until) {
            rows.add(series, dayUs + ms[row] * 1_000L, value[row]);
            row++;
        }
        return row;
    }
}
