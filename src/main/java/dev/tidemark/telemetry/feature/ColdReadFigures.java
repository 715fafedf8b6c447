package dev.tidemark.telemetry.feature;

import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import java.util.function.Consumer;

/// Writes what reading cold files has cost into the metrics.
public final class ColdReadFigures implements Consumer<Figures> {

    private final ColdReadCounters counters;

    /// @param counters of all who read
    public ColdReadFigures(ColdReadCounters counters) {
        this.counters = counters;
    }

    @Override
    public void accept(Figures figures) {
        ColdReadCounters.Counts counts = counters.counts();
        figures.counter(MetricNames.COLD_READS, counts.gets());
        figures.counter(MetricNames.COLD_READ_BYTES, counts.bytes());
    }
}
