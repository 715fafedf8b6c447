package dev.tidemark.testkit;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotReader;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A hot store in memory: rows by time, then origin, handed out in batches. Fails on demand, and counts its cursors.
/// Thread-safe.
public final class InMemoryHotReader implements HotReader {

    private record Row(RecordBatch batch, int index) {
        long timeUs() {
            return batch.timeUs(index);
        }

        long origin() {
            return batch.origin(index);
        }
    }

    private final int batchRows;
    private final Map<Dataset, List<Row>> datasetToRows = new EnumMap<>(Dataset.class);
    private final List<Gap> gaps = new ArrayList<>();
    private final AtomicInteger openCursors = new AtomicInteger();
    private final AtomicInteger batchesRead = new AtomicInteger();
    private volatile @Nullable RuntimeException fault;
    private volatile @Nullable RuntimeException cursorFault;
    private volatile int batchesBeforeFault = Integer.MAX_VALUE;

    /// @param batchRows rows that a cursor hands over at once
    public InMemoryHotReader(int batchRows) {
        this.batchRows = batchRows;
        for (Dataset dataset : Dataset.values()) {
            datasetToRows.put(dataset, new ArrayList<>());
        }
    }

    /// Adds all rows of a batch, which the reader owns from here on; rows without an origin get the next number.
    public synchronized void add(RecordBatch batch) {
        List<Row> rows = rowsOf(batch.dataset());
        for (int i = 0; i < batch.size(); i++) {
            if (batch.origin(i) == 0) {
                batch.origin(i, rows.size() + 1L);
            }
            rows.add(new Row(batch, i));
        }
        rows.sort(Comparator.comparingLong(Row::timeUs).thenComparingLong(Row::origin));
    }

    public synchronized void add(Gap gap) {
        gaps.addFirst(gap);
    }

    /// Everything fails with this until it is null again.
    public void failWith(@Nullable RuntimeException newFault) {
        fault = newFault;
    }

    /// Cursors fail with this after so many batches.
    public void failCursorsAfter(int batches, RuntimeException newFault) {
        fault = null;
        cursorFault = newFault;
        batchesBeforeFault = batches;
    }

    /// Cursors opened and not yet closed.
    public int openCursors() {
        return openCursors.get();
    }

    /// Batches handed over by all cursors.
    public int batchesRead() {
        return batchesRead.get();
    }

    @Override
    public synchronized Future<List<SymbolListing>> symbols() {
        var symbolToSources = new TreeMap<String, TreeSet<String>>();
        var symbolToDatasets = new HashMap<String, TreeSet<String>>();
        datasetToRows.forEach((dataset, rows) -> rows.forEach(row -> {
            var series = row.batch.series(row.index);
            symbolToSources
                    .computeIfAbsent(series.symbol(), name -> new TreeSet<>())
                    .add(series.source());
            symbolToDatasets
                    .computeIfAbsent(series.symbol(), name -> new TreeSet<>())
                    .add(dataset.label());
        }));
        return answer(symbolToSources.entrySet().stream()
                .map(entry -> new SymbolListing(
                        entry.getKey(),
                        List.copyOf(entry.getValue()),
                        List.copyOf(symbolToDatasets.getOrDefault(entry.getKey(), new TreeSet<>()))))
                .toList());
    }

    @Override
    public synchronized Future<Cursor> open(FeedQuery query) {
        List<Row> found = rowsOf(query.dataset()).stream()
                .filter(row -> matches(row, query))
                .limit(query.limit())
                .toList();
        Future<Cursor> opened = answer(new RowCursor(query.dataset(), found));
        if (opened.succeeded()) {
            openCursors.incrementAndGet();
        }
        return opened;
    }

    private static boolean matches(Row row, FeedQuery query) {
        var series = row.batch.series(row.index);
        Keyset after = query.after();
        return series.symbol().equals(query.symbol())
                && (query.source() == null || series.source().equals(query.source()))
                && row.timeUs() >= query.fromUs()
                && row.timeUs() < query.toUs()
                && (after == null
                        || row.timeUs() > after.timeUs()
                        || (row.timeUs() == after.timeUs() && row.origin() > after.ingestId()));
    }

    @Override
    public Future<Map<Series, LastReceived>> lastReceived() {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public synchronized Future<List<Gap>> gaps(int limit) {
        return answer(gaps.stream().limit(limit).toList());
    }

    @Override
    public synchronized Future<List<TableStats>> tables() {
        return answer(datasetToRows.entrySet().stream()
                .map(entry -> table(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static TableStats table(Dataset dataset, List<Row> rows) {
        long series =
                rows.stream().map(row -> row.batch.series(row.index)).distinct().count();
        return new TableStats(
                dataset.label(),
                rows.size(),
                rows.size() * 100L,
                rows.isEmpty() ? null : instant(rows.getFirst()),
                rows.isEmpty() ? null : instant(rows.getLast()),
                (int) series);
    }

    private static Instant instant(Row row) {
        return Instant.EPOCH.plus(row.timeUs(), ChronoUnit.MICROS);
    }

    private List<Row> rowsOf(Dataset dataset) {
        return datasetToRows.computeIfAbsent(dataset, missing -> new ArrayList<>());
    }

    private <T> Future<T> answer(T value) {
        RuntimeException current = fault;
        return current == null ? Future.succeededFuture(value) : Future.failedFuture(current);
    }

    private final class RowCursor implements Cursor {
        private final Dataset dataset;
        private final List<Row> rows;
        private int at;
        private int batches;
        private boolean isClosed;

        private RowCursor(Dataset dataset, List<Row> rows) {
            this.dataset = dataset;
            this.rows = rows;
        }

        @Override
        public Future<Optional<RecordBatch>> next() {
            if (isClosed) {
                return Future.failedFuture(new IllegalStateException("Expected an open cursor, was closed"));
            }
            RuntimeException broken = cursorFault;
            if (broken != null && batches == batchesBeforeFault) {
                return Future.failedFuture(broken);
            }
            if (at >= rows.size()) {
                return answer(Optional.empty());
            }
            batches++;
            batchesRead.incrementAndGet();
            int to = Math.min(rows.size(), at + batchRows);
            RecordBatch batch = RecordBatch.of(dataset, to - at);
            rows.subList(at, to).forEach(row -> batch.copyRow(row.batch, row.index));
            at = to;
            return answer(Optional.of(batch));
        }

        @Override
        public Future<Void> close() {
            if (!isClosed) {
                isClosed = true;
                openCursors.decrementAndGet();
            }
            return Future.succeededFuture();
        }
    }
}
