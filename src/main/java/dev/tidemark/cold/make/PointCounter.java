package dev.tidemark.cold.make;

import dev.tidemark.cold.FileFacts.PointCount;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts the rows of each point while they go by in the order of a file, by point, then time.
final class PointCounter {

    private final List<PointCount> counts = new ArrayList<>();
    private @Nullable Series series;
    private int rows;
    private long firstUs;
    private long lastUs;
    private double lastValue;

    @SuppressWarnings("ReferenceEquality") // Equal series are usually the same object, and often neighbours.
    void add(SampleBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            Series next = batch.series(row);
            if (series == null || (next != series && !next.equals(series))) {
                end();
                series = next;
                firstUs = batch.timeUs(row);
            }
            rows++;
            lastUs = batch.timeUs(row);
            lastValue = batch.value(row);
        }
    }

    /// All points in their order. Nothing may be added from here on.
    List<PointCount> finish() {
        end();
        return List.copyOf(counts);
    }

    private void end() {
        if (series != null) {
            counts.add(new PointCount(series.symbol(), rows, firstUs, lastUs, lastValue));
        }
        series = null;
        rows = 0;
    }
}
