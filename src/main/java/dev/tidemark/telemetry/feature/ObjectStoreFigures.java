package dev.tidemark.telemetry.feature;

import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import java.util.function.Consumer;

/// Writes the requests to the lake's object store into the metrics.
public final class ObjectStoreFigures implements Consumer<Figures> {

    private final ObjectCounters counters;

    public ObjectStoreFigures(ObjectCounters counters) {
        this.counters = counters;
    }

    @Override
    public void accept(Figures figures) {
        for (var operation : Operation.values()) {
            for (var outcome : Outcome.values()) {
                figures.counter(
                        MetricNames.OBJECT_STORE_REQUESTS,
                        counters.requests(operation, outcome),
                        "op",
                        operation.label(),
                        "outcome",
                        outcome.label());
            }
        }
        figures.counter(MetricNames.OBJECT_STORE_BYTES, counters.bytes(Operation.PUT), "op", Operation.PUT.label());
        figures.counter(MetricNames.OBJECT_STORE_BYTES, counters.bytes(Operation.READ), "op", Operation.READ.label());
    }
}
