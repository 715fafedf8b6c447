package dev.tidemark.query.reduce;

import java.util.Arrays;

/// Rows of a result as columns: a name, a time, and some numbers.
public final class ReducedBatch {

    private final int width;
    private int size;
    private String[] names = new String[64];
    private long[] timeUs = new long[64];
    private double[] values;

    /// @param width numbers a row
    public ReducedBatch(int width) {
        this.width = width;
        this.values = new double[64 * width];
    }

    public int size() {
        return size;
    }

    public String name(int row) {
        return names[row];
    }

    public long timeUs(int row) {
        return timeUs[row];
    }

    /// NaN where it is not known.
    public double value(int row, int column) {
        return values[row * width + column];
    }

    /// Appends a row, whose numbers are NaN until [#set].
    int add(String name, long atUs) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            timeUs = Arrays.copyOf(timeUs, size * 2);
            values = Arrays.copyOf(values, size * 2 * width);
        }
        names[size] = name;
        timeUs[size] = atUs;
        Arrays.fill(values, size * width, (size + 1) * width, Double.NaN);
        return size++;
    }

    void set(int row, int column, double value) {
        values[row * width + column] = value;
    }
}
