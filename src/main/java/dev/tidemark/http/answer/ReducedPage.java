package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.http.format.CellSink;
import dev.tidemark.http.format.Column;
import dev.tidemark.http.format.Column.Kind;
import dev.tidemark.http.format.Page;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.query.reduce.ReducedBatch;
import dev.tidemark.query.reduce.Reduction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of buckets or of a chart: a point and its time, or a time and its source, then the numbers.
///
/// @param width numbers a row
/// @param from the first row that belongs to the page
record ReducedPage(ReducedBatch rows, boolean isSamples, int width, int from) implements Page {

    /// The rows behind the last one of the page before.
    ///
    /// @param after null on the first page
    static ReducedPage of(ReducedBatch rows, Asked asked, @Nullable RowKey after) {
        boolean isSamples = isSamples(asked);
        int from = 0;
        while (after != null && from < rows.size() && isGiven(rows, from, isSamples, after)) {
            from++;
        }
        Reduction reduction = asked.reduction();
        return new ReducedPage(
                rows, isSamples, reduction == null ? 0 : reduction.labels().size(), from);
    }

    static List<Column> columns(Asked asked, Reduction reduction) {
        var columns = new ArrayList<Column>();
        columns.addAll(
                isSamples(asked)
                        ? List.of(new Column("point_name", Kind.TEXT), new Column("timestamp", Kind.TIME_MS))
                        : List.of(new Column("time", Kind.TIME), new Column("source", Kind.TEXT)));
        reduction.labels().forEach(label -> columns.add(Column.optional(label, Kind.NUMBER)));
        return columns;
    }

    @Override
    public int size() {
        return rows.size() - from;
    }

    @Override
    public void write(CellSink cells, int row) {
        int at = from + row;
        if (isSamples) {
            cells.text(rows.name(at));
            cells.time(rows.timeUs(at));
        } else {
            cells.time(rows.timeUs(at));
            cells.text(rows.name(at));
        }
        for (int column = 0; column < width; column++) {
            cells.number(rows.value(at, column));
        }
    }

    @Override
    public RowKey key(int row) {
        return new RowKey(rows.name(from + row), rows.timeUs(from + row), 0);
    }

    /// Buckets of samples begin anew behind the last one; those of feeds with the last one, up to its source.
    private static boolean isGiven(ReducedBatch rows, int row, boolean isSamples, RowKey after) {
        return !isSamples
                && rows.timeUs(row) <= after.timeUs()
                && NameOrder.INSTANCE.compare(rows.name(row), after.name()) <= 0;
    }

    private static boolean isSamples(Asked asked) {
        return asked.names().partition().dataset() == Dataset.SAMPLES;
    }
}
