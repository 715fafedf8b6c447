package dev.tidemark.query.reduce;

import dev.tidemark.market.TimeRange;

/// The least and the greatest value of each of `maxPoints / 2` stretches of the range, in the order of their times.
final class MinMaxReducer implements Reducer {

    private final String name;
    private final TimeRange range;
    private final long stretches;
    private long stretch = -1;
    private long minUs;
    private double min;
    private long maxUs;
    private double max;

    MinMaxReducer(String name, TimeRange range, int maxPoints) {
        this.name = name;
        this.range = range;
        this.stretches = Math.max(1, maxPoints / 2);
    }

    @Override
    public void add(long timeUs, double value, ReducedBatch out) {
        long of = (long) ((double) (timeUs - range.fromUs()) / (range.toUs() - range.fromUs()) * stretches);
        if (of != stretch) {
            end(out);
            stretch = of;
            minUs = timeUs;
            min = value;
            maxUs = timeUs;
            max = value;
        } else if (value < min) {
            minUs = timeUs;
            min = value;
        } else if (value > max) {
            maxUs = timeUs;
            max = value;
        }
    }

    @Override
    public void end(ReducedBatch out) {
        if (stretch < 0) {
            return;
        }
        boolean isMinFirst = minUs <= maxUs;
        put(out, isMinFirst ? minUs : maxUs, isMinFirst ? min : max);
        // A single value, or a flat stretch, is one point.
        if (min < max) {
            put(out, isMinFirst ? maxUs : minUs, isMinFirst ? max : min);
        }
        stretch = -1;
    }

    private void put(ReducedBatch out, long atUs, double value) {
        out.set(out.add(name, atUs), 0, value);
    }
}
