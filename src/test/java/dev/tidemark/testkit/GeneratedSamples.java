package dev.tidemark.testkit;

import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hot samples of a site that are made when they are read: some points, a sample a second from 2026 on, with values
/// that no compression makes small. However many there are, they take no memory.
public final class GeneratedSamples implements Snapshots {

    private static final int BATCH_ROWS = 2_000;
    private static final long START_US = LocalDate.of(2026, 1, 1).toEpochDay() * 86_400_000_000L;

    private final List<Series> points;
    private final int each;
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /// @param each samples of every point
    public GeneratedSamples(String site, int points, int each) {
        this.each = each;
        this.points = IntStream.range(0, points)
                .mapToObj(point -> new Series(Dataset.SAMPLES, site, "p%03d".formatted(point)))
                .toList();
    }

    /// Rows that were read so far.
    public int given() {
        return given.get();
    }

    /// Snapshots that are not closed.
    public int open() {
        return open.get();
    }

    @Override
    public Future<Snapshot> open(Partition partition, @Nullable Collection<String> names, TimeRange range) {
        open.incrementAndGet();
        return Future.succeededFuture(new Moment(names));
    }

    private final class Moment implements Snapshot {

        private final @Nullable Collection<String> wanted;
        private boolean isClosed;

        private Moment(@Nullable Collection<String> wanted) {
            this.wanted = wanted;
        }

        @Override
        public List<String> names() {
            return points.stream()
                    .map(Series::symbol)
                    .filter(name -> wanted == null || wanted.contains(name))
                    .toList();
        }

        @Override
        public int known() {
            return points.size();
        }

        @Override
        public List<Owner> owners() {
            return List.of();
        }

        @Override
        public boolean hasLate() {
            return false;
        }

        @Override
        public RecordCursor hot(@Nullable Collection<String> names, TimeRange range) {
            return new Rows();
        }

        @Override
        public RecordCursor late(@Nullable Collection<String> names, TimeRange range) {
            throw new IllegalStateException("Expected nobody to ask for late rows, since there are none");
        }

        @Override
        public Future<Void> close() {
            if (!isClosed) {
                isClosed = true;
                open.decrementAndGet();
            }
            return Future.succeededFuture();
        }
    }

    private final class Rows implements RecordCursor {

        private final SplittableRandom random = new SplittableRandom(1);
        private int point;
        private int at;

        @Override
        public Future<Optional<RecordBatch>> next() {
            if (point == points.size()) {
                return Future.succeededFuture(Optional.empty());
            }
            int count = Math.min(BATCH_ROWS, each - at);
            var rows = new SampleBatch(count);
            for (int i = 0; i < count; i++) {
                rows.add(points.get(point), START_US + (at + i) * 1_000_000L, random.nextDouble());
            }
            at += count;
            if (at == each) {
                at = 0;
                point++;
            }
            given.addAndGet(count);
            return Future.succeededFuture(Optional.of(rows));
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
