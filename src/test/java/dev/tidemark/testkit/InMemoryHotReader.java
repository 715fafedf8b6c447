package dev.tidemark.testkit;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.RowCounts;
import dev.tidemark.hot.RowCounts.SourceRows;
import dev.tidemark.hot.RowCounts.SymbolRows;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Figures about a hot store in memory. Fails on demand. Thread-safe.
public final class InMemoryHotReader implements HotReader {

    private record Row(RecordBatch batch, int index) {
        long timeUs() {
            return batch.timeUs(index);
        }

        long origin() {
            return batch.origin(index);
        }
    }

    private final Map<Dataset, List<Row>> datasetToRows = new EnumMap<>(Dataset.class);
    private final List<Gap> gaps = new ArrayList<>();
    private volatile @Nullable RuntimeException fault;

    public InMemoryHotReader() {
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

    @Override
    public synchronized Future<RowCounts> counts(Instant since) {
        var bySource = new TreeMap<String, SourceRows>();
        var bySymbol = new TreeMap<String, SymbolRows>();
        datasetToRows.forEach((dataset, rows) -> rows.forEach(row -> {
            var series = row.batch.series(row.index);
            String label = dataset.label();
            bySource.merge(
                    label + ' ' + series.source(),
                    new SourceRows(label, series.source(), 1),
                    (one, other) -> new SourceRows(label, series.source(), one.rows() + 1));
            if ((dataset == Dataset.TICKS || dataset == Dataset.TRADES)
                    && !instant(row).isBefore(since)) {
                bySymbol.merge(
                        label + ' ' + series.source() + ' ' + series.symbol(),
                        new SymbolRows(label, series.source(), series.symbol(), 1),
                        (one, other) -> new SymbolRows(label, series.source(), series.symbol(), one.rows() + 1));
            }
        }));
        return answer(new RowCounts(List.copyOf(bySource.values()), List.copyOf(bySymbol.values())));
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
}
