package dev.tidemark.query.reduce;

import java.util.Arrays;

/// The values of a bucket, for its quantiles. Exact up to [#MAX_VALUES]; beyond that every second value stands for two,
/// then every fourth for four and so on, which moves a quantile's rank by less than a thousandth of a percent.
final class Quantiles {

    static final int MAX_VALUES = 1 << 20;

    private double[] values = new double[64];
    private int size;
    private int weight = 1;
    private int skipped;

    void clear() {
        size = 0;
        weight = 1;
        skipped = 0;
    }

    void add(double value) {
        if (++skipped < weight) {
            return;
        }
        skipped = 0;
        if (size == MAX_VALUES) {
            halve();
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /// The value below which this share of all lies, in proportion between two neighbours.
    double at(double share) {
        Arrays.sort(values, 0, size);
        double place = share * (size - 1);
        int low = (int) place;
        double rest = place - low;
        return rest == 0 ? values[low] : values[low] + rest * (values[low + 1] - values[low]);
    }

    private void halve() {
        Arrays.sort(values, 0, size);
        for (int i = 0; i < size / 2; i++) {
            values[i] = values[2 * i + 1];
        }
        size /= 2;
        weight *= 2;
    }
}
