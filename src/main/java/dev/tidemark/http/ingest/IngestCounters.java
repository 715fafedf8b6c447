package dev.tidemark.http.ingest;

import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What ingest has taken and refused since the start of the process. Thread-safe.
///
/// To be seen in `/metrics`, it is added to [dev.tidemark.telemetry.Metrics].
public final class IngestCounters implements Consumer<Figures> {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Override
    public void accept(Figures figures) {
        figures.counter(MetricNames.INGEST_ACCEPTED, accepted.sum());
        figures.counter(MetricNames.INGEST_REPLAYED, replayed.sum());
        figures.counter(MetricNames.INGEST_REFUSED, refused.sum());
    }

    void acceptFeeds(int feeds) {
        accepted.add(feeds);
    }

    void replayRequest() {
        replayed.increment();
    }

    void refuseRequest() {
        refused.increment();
    }
}
