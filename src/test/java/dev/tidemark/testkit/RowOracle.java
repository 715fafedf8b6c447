package dev.tidemark.testkit;

import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.cursor.RowOrder;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.query.SeriesQuery;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a query must answer, by looking at every row that was ever taken. Not thread-safe.
public final class RowOracle {

    private final Map<Dataset, RecordBatch> datasetToRows = new EnumMap<>(Dataset.class);
    private final Set<String> identities = new HashSet<>();

    /// Notes rows that have been stored, with their origins. Of an identity the first one counts.
    public void add(RecordBatch batch) {
        RecordBatch rows = datasetToRows.computeIfAbsent(batch.dataset(), dataset -> RecordBatch.of(dataset, 16));
        for (int row = 0; row < batch.size(); row++) {
            if (identities.add(identity(batch, row))) {
                rows.copyRow(batch, row);
            }
        }
    }

    public List<String> expected(SeriesQuery query) {
        Dataset dataset = query.partition().dataset();
        RecordBatch rows = datasetToRows.getOrDefault(dataset, RecordBatch.of(dataset, 1));
        RecordBatch wanted = rows.newEmpty(16);
        for (int row = 0; row < rows.size(); row++) {
            if (isWanted(rows, row, query)) {
                wanted.copyRow(rows, row);
            }
        }
        List<String> texts = texts(InMemorySnapshots.answered(wanted));
        return texts.subList(0, (int) Math.min(texts.size(), query.maxRows()));
    }

    /// Rows as text, with everything that an answer says of them.
    public static List<String> texts(RecordBatch rows) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            texts.add(rows.series(row) + " " + rows.timeUs(row) + " " + what(rows, row));
        }
        return texts;
    }

    private static String what(RecordBatch rows, int row) {
        return switch (rows) {
            case SampleBatch samples -> String.valueOf(samples.value(row));
            case TradeBatch trades -> trades.tradeId(row) + " " + trades.price(row);
            case TickBatch ticks -> String.valueOf(ticks.price(row));
            default -> throw new IllegalArgumentException("Expected samples, ticks or trades, was " + rows.dataset());
        };
    }

    private static boolean isWanted(RecordBatch rows, int row, SeriesQuery query) {
        boolean isSample = rows.dataset() == Dataset.SAMPLES;
        var series = rows.series(row);
        List<String> names = query.names();
        return query.partition().name().equals(isSample ? series.source() : series.symbol())
                && (names == null || names.contains(isSample ? series.symbol() : series.source()))
                && query.range().contains(rows.timeUs(row))
                && isBehind(rows, row, query.after());
    }

    private static boolean isBehind(RecordBatch rows, int row, @Nullable RowKey after) {
        RowOrder order = RowOrder.of(rows.dataset());
        return after == null || RowOrder.compare(order.key(rows, row), after) > 0;
    }

    private static String identity(RecordBatch rows, int row) {
        long day = new TimeRange(rows.timeUs(row), rows.timeUs(row)).firstDay().toEpochDay();
        return rows.series(row) + " "
                + switch (rows) {
                    case SampleBatch samples -> String.valueOf(samples.timeUs(row));
                    case TradeBatch trades -> day + " " + trades.tradeId(row);
                    default -> String.valueOf(rows.origin(row));
                };
    }

    /// The partition that a query of the test asks for.
    public static Partition partition(Dataset dataset, String name) {
        return new Partition(dataset, name);
    }
}
