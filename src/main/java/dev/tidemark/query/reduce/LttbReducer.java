package dev.tidemark.query.reduce;

import dev.tidemark.market.TimeRange;
import java.util.Arrays;

/// Largest triangle, three buckets: the first point, the last one, and of each bucket between them the one that makes
/// the largest triangle with the one chosen before and the mean of the next bucket (Sveinn Steinarsson, "Downsampling
/// Time Series for Visual Representation", 2013).
///
/// Holds up to [#MAX_HELD] points. What is beyond that is thinned out first, to the least and greatest of many short
/// stretches (MinMaxLTTB, Van Der Donckt and others, 2023), which a chart does not show.
final class LttbReducer implements Reducer {

    static final int MAX_HELD = 1 << 20;

    private final String name;
    private final TimeRange range;
    private final int maxPoints;
    private final int maxHeld;
    private long[] timesUs = new long[1_024];
    private double[] values = new double[1_024];
    private int size;

    LttbReducer(String name, TimeRange range, int maxPoints) {
        this(name, range, maxPoints, MAX_HELD);
    }

    LttbReducer(String name, TimeRange range, int maxPoints, int maxHeld) {
        this.name = name;
        this.range = range;
        this.maxPoints = maxPoints;
        this.maxHeld = Math.max(maxHeld, 8 * maxPoints);
    }

    @Override
    public void add(long timeUs, double value, ReducedBatch out) {
        if (size == maxHeld) {
            thin();
        }
        hold(timeUs, value);
    }

    @Override
    public void end(ReducedBatch out) {
        if (size <= maxPoints) {
            for (int i = 0; i < size; i++) {
                put(out, i);
            }
        } else if (maxPoints < 3) {
            put(out, 0);
            if (maxPoints == 2) {
                put(out, size - 1);
            }
        } else {
            choose(out);
        }
        size = 0;
    }

    private void choose(ReducedBatch out) {
        double every = (double) (size - 2) / (maxPoints - 2);
        int chosen = 0;
        put(out, 0);
        for (int bucket = 0; bucket < maxPoints - 2; bucket++) {
            int from = (int) (bucket * every) + 1;
            int to = (int) ((bucket + 1) * every) + 1;
            int nextTo = Math.min((int) ((bucket + 2) * every) + 1, size);
            chosen = largest(chosen, from, to, nextTo);
            put(out, chosen);
        }
        put(out, size - 1);
    }

    /// The point of `[from, to)` with the largest triangle over the point before and the mean of `[to, nextTo)`.
    private int largest(int before, int from, int to, int nextTo) {
        double meanUs = 0;
        double mean = 0;
        for (int i = to; i < nextTo; i++) {
            meanUs += timesUs[i] - range.fromUs();
            mean += values[i];
        }
        meanUs /= nextTo - to;
        mean /= nextTo - to;
        double beforeUs = timesUs[before] - range.fromUs();
        double largest = -1;
        int chosen = from;
        for (int i = from; i < to; i++) {
            double area = Math.abs((beforeUs - meanUs) * (values[i] - values[before])
                    - (beforeUs - (timesUs[i] - range.fromUs())) * (mean - values[before]));
            if (area > largest) {
                largest = area;
                chosen = i;
            }
        }
        return chosen;
    }

    /// Leaves the least and the greatest of each stretch, an eighth of what can be held at most.
    private void thin() {
        var thinned = new ReducedBatch(1);
        var extremes = new MinMaxReducer(name, new TimeRange(timesUs[0], timesUs[size - 1] + 1), maxHeld / 4);
        for (int i = 0; i < size; i++) {
            extremes.add(timesUs[i], values[i], thinned);
        }
        extremes.end(thinned);
        size = 0;
        for (int i = 0; i < thinned.size(); i++) {
            hold(thinned.timeUs(i), thinned.value(i, 0));
        }
    }

    private void hold(long timeUs, double value) {
        if (size == timesUs.length) {
            timesUs = Arrays.copyOf(timesUs, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        timesUs[size] = timeUs;
        values[size++] = value;
    }

    private void put(ReducedBatch out, int at) {
        out.set(out.add(name, timesUs[at]), 0, values[at]);
    }
}
