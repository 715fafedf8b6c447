package dev.tidemark.query.reduce;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of another cursor, reduced: values of samples, prices of ticks and trades.
///
/// Samples come point by point, and so does the result. Ticks and trades of several sources come mixed: their buckets
/// come by time, then source; their charts source by source, at the end.
public final class ReducedCursor {

    private final RecordCursor rows;
    private final Dataset dataset;
    private final Reduction reduction;
    private final TimeRange range;
    private final Map<String, Reducer> nameToReducer = new TreeMap<>(NameOrder.INSTANCE);
    private @Nullable String point;
    private long bucketEndUs = Long.MIN_VALUE;
    private boolean isEnded;

    /// @param range of the query
    public ReducedCursor(RecordCursor rows, Dataset dataset, Reduction reduction, TimeRange range) {
        this.rows = rows;
        this.dataset = dataset;
        this.reduction = reduction;
        this.range = range;
    }

    /// The next rows; empty at the end. One call at a time.
    public Future<Optional<ReducedBatch>> next() {
        while (!isEnded) {
            Future<Optional<RecordBatch>> coming = rows.next();
            if (!coming.isComplete()) {
                return coming.compose(batch -> {
                    ReducedBatch reduced = reduced(batch);
                    return reduced.size() > 0 ? Future.succeededFuture(Optional.of(reduced)) : next();
                });
            }
            if (coming.failed()) {
                return Future.failedFuture(coming.cause());
            }
            ReducedBatch reduced = reduced(coming.result());
            if (reduced.size() > 0) {
                return Future.succeededFuture(Optional.of(reduced));
            }
        }
        return Future.succeededFuture(Optional.empty());
    }

    private ReducedBatch reduced(Optional<RecordBatch> batch) {
        var out = new ReducedBatch(reduction.labels().size());
        if (batch.isEmpty()) {
            isEnded = true;
            endAll(out);
        } else if (dataset == Dataset.SAMPLES) {
            points((SampleBatch) batch.get(), out);
        } else {
            sources(batch.get(), out);
        }
        return out;
    }

    private void points(SampleBatch samples, ReducedBatch out) {
        Reducer reducer = null;
        String of = null;
        for (int row = 0; row < samples.size(); row++) {
            String name = samples.series(row).symbol();
            if (reducer == null || !name.equals(of)) {
                if (!name.equals(point)) {
                    endAll(out);
                    point = name;
                }
                reducer = reducer(name);
                of = name;
            }
            reducer.add(samples.timeUs(row), samples.value(row), out);
        }
    }

    private void sources(RecordBatch feed, ReducedBatch out) {
        for (int row = 0; row < feed.size(); row++) {
            long timeUs = feed.timeUs(row);
            if (reduction instanceof Reduction.Buckets buckets && timeUs >= bucketEndUs) {
                nameToReducer.values().forEach(reducer -> reducer.end(out));
                bucketEndUs = (Math.floorDiv(timeUs, buckets.intervalUs()) + 1) * buckets.intervalUs();
            }
            reducer(feed.series(row).source()).add(timeUs, price(feed, row), out);
        }
    }

    private void endAll(ReducedBatch out) {
        nameToReducer.values().forEach(reducer -> reducer.end(out));
        nameToReducer.clear();
    }

    private Reducer reducer(String name) {
        return nameToReducer.computeIfAbsent(name, fresh -> switch (reduction) {
            case Reduction.Buckets buckets -> new BucketReducer(name, buckets);
            case Reduction.Chart(int maxPoints, Reduction.Choice choice) ->
                choice == Reduction.Choice.LTTB
                        ? new LttbReducer(name, range, maxPoints)
                        : new MinMaxReducer(name, range, maxPoints);
        });
    }

    private static double price(RecordBatch feed, int row) {
        return switch (feed) {
            case TickBatch ticks -> ticks.price(row);
            case TradeBatch trades -> trades.price(row);
            default -> throw new IllegalArgumentException("Expected ticks or trades, was " + feed.dataset());
        };
    }
}
