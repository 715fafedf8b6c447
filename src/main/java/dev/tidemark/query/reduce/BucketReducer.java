package dev.tidemark.query.reduce;

import java.util.List;

/// Aggregates of one series, bucket by bucket.
final class BucketReducer implements Reducer {

    private final String name;
    private final long intervalUs;
    private final List<Aggregate> aggregates;
    private final boolean needsValues;
    private final Quantiles values = new Quantiles();
    private long bucket = Long.MIN_VALUE;
    private long count;
    private double sum;
    private double min;
    private double max;
    private double first;
    private double last;
    private double mean;
    private double squares;

    BucketReducer(String name, Reduction.Buckets buckets) {
        this.name = name;
        this.intervalUs = buckets.intervalUs();
        this.aggregates = buckets.aggregates();
        this.needsValues = aggregates.stream().anyMatch(Aggregate::needsValues);
    }

    @Override
    public void add(long timeUs, double value, ReducedBatch out) {
        long of = Math.floorDiv(timeUs, intervalUs);
        if (of != bucket) {
            end(out);
            begin(of, value);
        }
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        // B. P. Welford, 1962: the sum of squares without the difference of two large numbers.
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        if (needsValues) {
            values.add(value);
        }
    }

    @Override
    public void end(ReducedBatch out) {
        if (count == 0) {
            return;
        }
        int row = out.add(name, bucket * intervalUs);
        for (int column = 0; column < aggregates.size(); column++) {
            out.set(row, column, result(aggregates.get(column)));
        }
        count = 0;
    }

    private void begin(long of, double value) {
        bucket = of;
        count = 0;
        sum = 0;
        min = value;
        max = value;
        first = value;
        mean = 0;
        squares = 0;
        values.clear();
    }

    private double result(Aggregate aggregate) {
        return switch (aggregate) {
            case AVG -> sum / count;
            case MIN -> min;
            case MAX -> max;
            case SUM -> sum;
            case COUNT -> count;
            case FIRST -> first;
            case LAST -> last;
            case STDDEV -> count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
            case P50 -> values.at(0.5);
            case P95 -> values.at(0.95);
        };
    }
}
