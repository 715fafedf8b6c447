package dev.tidemark.history.backfill.column;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The samples of a site on one day, as they come: gathered by point, so that sorting is each point's own small affair.
/// Not thread-safe.
public final class DaySamples {

    private static final int BATCH_ROWS = 10_000;

    private final TimeRange day;
    private final Map<Series, PointSamples> seriesToSamples = new HashMap<>();
    private long fetched;

    /// @param day at most 24 days long, so that its milliseconds fit
    public DaySamples(TimeRange day) {
        this.day = day;
    }

    /// Takes over the rows that lie within the day, from its first millisecond to its last.
    @SuppressWarnings("ReferenceEquality") // Equal series are usually the same object, and often neighbours.
    public void add(SampleBatch rows) {
        Series last = null;
        PointSamples samples = null;
        for (int row = 0; row < rows.size(); row++) {
            Series series = rows.series(row);
            if (samples == null || series != last) {
                last = series;
                samples = seriesToSamples.computeIfAbsent(series, PointSamples::new);
            }
            long timeUs = rows.timeUs(row);
            if (day.contains(timeUs)) {
                samples.add((int) ((timeUs - day.fromUs()) / 1_000), rows.value(row));
                fetched++;
            }
        }
    }

    /// Sorts everything. Nothing may be added from here on.
    public void settle() {
        seriesToSamples.values().removeIf(samples -> samples.size() == 0);
        seriesToSamples.values().forEach(PointSamples::settle);
    }

    /// Samples that were added, repeats included.
    public long fetched() {
        return fetched;
    }

    /// Samples that there are.
    public long rows() {
        return seriesToSamples.values().stream().mapToLong(PointSamples::size).sum();
    }

    public List<String> points() {
        return seriesToSamples.values().stream().map(PointSamples::point).toList();
    }

    /// Forgets these points.
    public void remove(Collection<String> points) {
        seriesToSamples.values().removeIf(samples -> points.contains(samples.point()));
    }

    /// All samples in the order of a cold file; may be called again and again once everything is settled.
    public RecordCursor cursor() {
        List<PointSamples> inOrder = seriesToSamples.values().stream()
                .sorted(Comparator.comparing(PointSamples::point, NameOrder.INSTANCE))
                .toList();
        return new Walk(inOrder, day.fromUs());
    }

    private static final class Walk implements RecordCursor {

        private final List<PointSamples> points;
        private final long dayUs;
        private int point;
        private int row;

        Walk(List<PointSamples> points, long dayUs) {
            this.points = points;
            this.dayUs = dayUs;
        }

        @Override
        public Future<Optional<RecordBatch>> next() {
            var rows = new SampleBatch(BATCH_ROWS);
            while (point < points.size() && rows.size() < BATCH_ROWS) {
                PointSamples samples = points.get(point);
                row = samples.copy(row, rows, BATCH_ROWS, dayUs);
                if (row == samples.size()) {
                    point++;
                    row = 0;
                }
            }
            return Future.succeededFuture(rows.isEmpty() ? Optional.empty() : Optional.of(rows));
        }

        @Override
        public Future<Void> close() {
            point = points.size();
            return Future.succeededFuture();
        }
    }
}
