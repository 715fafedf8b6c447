package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.parquet.Column;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.cold.parquet.read.ColumnReader.Wholes;
import dev.tidemark.market.RecordBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decoded values of a row group, by column and row; used again for the next one. Those of rows that are not wanted
/// are whatever they are.
final class Cells {

    private final Map<Integer, long[]> columnToWholes = new HashMap<>();
    private final Map<Integer, double[]> columnToReals = new HashMap<>();
    private final Map<Integer, @Nullable String[]> columnToNames = new HashMap<>();
    private final Map<Integer, byte[] @Nullable []> columnToTexts = new HashMap<>();
    private final Layout layout;
    private int rows;

    Cells(Layout layout) {
        this.layout = layout;
    }

    /// Forgets everything and makes room for a row group of so many rows.
    void clear(int count) {
        rows = count;
        columnToTexts.clear();
        columnToNames.clear();
    }

    /// Whole numbers of a column.
    long[] wholes(int column) {
        return columnToWholes.compute(column, (_, old) -> old != null && old.length >= rows ? old : new long[rows]);
    }

    /// Doubles of a column; NaN for none.
    double[] reals(int column) {
        return columnToReals.compute(column, (_, old) -> old != null && old.length >= rows ? old : new double[rows]);
    }

    /// Names of a column; null for none.
    @Nullable
    String[] names(int column) {
        return columnToNames.computeIfAbsent(column, _ -> new String[rows]);
    }

    /// Other texts of a column; null for none.
    byte[] @Nullable [] texts(int column) {
        return columnToTexts.computeIfAbsent(column, _ -> new byte[rows][]);
    }

    /// Decodes all columns but those that every row group is sorted by or has the same value in.
    void read(ColumnReader reader, PageMap map, RowRanges ranges) throws IOException {
        List<Column<RecordBatch>> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (i == layout.nameColumn() || i == layout.timeColumn() || i == layout.partitionColumn()) {
                continue;
            }
            switch (columns.get(i)) {
                case Column.Whole<?> whole -> reader.whole(map, i, ranges, new Wholes(wholes(i), whole.absent()));
                case Column.Real<?> _ -> reader.real(map, i, ranges, reals(i));
                case Column.Text<?> _ -> reader.text(map, i, ranges, texts(i));
                case Column.Name<?> _ -> readNames(reader, map, ranges, i);
            }
        }
    }

    private void readNames(ColumnReader reader, PageMap map, RowRanges ranges, int column) throws IOException {
        String[] dictionary = reader.dictionary(map, column);
        int[] numbers = reader.names(map, column);
        @Nullable String[] names = names(column);
        for (int i = 0; i < ranges.count(); i++) {
            for (int row = ranges.from(i); row < ranges.to(i); row++) {
                names[row] = numbers[row] < 0 ? null : dictionary[numbers[row]];
            }
        }
    }
}
