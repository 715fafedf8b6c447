package dev.tidemark.http.answer;

import dev.tidemark.cold.parquet.Column.Name;
import dev.tidemark.cold.parquet.Column.Real;
import dev.tidemark.cold.parquet.Column.Text;
import dev.tidemark.cold.parquet.Column.Whole;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.cursor.RowOrder;
import dev.tidemark.http.format.CellSink;
import dev.tidemark.http.format.Column;
import dev.tidemark.http.format.Column.Kind;
import dev.tidemark.http.format.Page;
import dev.tidemark.market.RecordBatch;
import java.util.List;

/// Rows as they are, with the columns that they have in the lake: a file that is asked for looks like one of those.
record FileRows(Layout layout, RecordBatch rows) implements Page {

    static List<Column> columns(Layout layout) {
        return layout.columns().stream().map(FileRows::column).toList();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void write(CellSink cells, int row) {
        for (var column : layout.columns()) {
            switch (column) {
                case Whole<RecordBatch> whole -> {
                    long value = whole.value().of(rows, row);
                    if (value == whole.absent()) {
                        cells.none();
                    } else {
                        cells.whole(value);
                    }
                }
                case Real<RecordBatch> real -> cells.number(real.value().of(rows, row));
                case Name<RecordBatch> name -> cells.text(name.value().of(rows, row));
                case Text<RecordBatch> text -> cells.json(text.value().of(rows, row));
            }
        }
    }

    @Override
    public RowKey key(int row) {
        return RowOrder.of(rows.dataset()).key(rows, row);
    }

    private static Column column(dev.tidemark.cold.parquet.Column<RecordBatch> column) {
        Kind kind = switch (column) {
            case Whole<?> whole ->
                switch (whole.unit()) {
                    case COUNT -> Kind.WHOLE;
                    case MILLIS -> Kind.TIME_MS;
                    case MICROS -> Kind.TIME;
                };
            case Real<?> _ -> Kind.NUMBER;
            case Name<?> _ -> Kind.TEXT;
            case Text<?> _ -> Kind.JSON;
        };
        return new Column(column.name(), kind, column.isOptional());
    }
}
