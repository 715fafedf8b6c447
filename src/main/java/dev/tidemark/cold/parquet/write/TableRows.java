package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.TableWriter;
import dev.tidemark.cold.parquet.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one group of a table, filled cell by cell. Its arrays are used again for the next group.
final class TableRows {

    private static final long ABSENT = Long.MIN_VALUE;
    private static final int FIRST_ROWS = 1 << 10;

    private final TableWriter.Kind[] kinds;
    private final long[][] wholes;
    private final double[][] reals;
    private final @Nullable String[][] names;
    private final byte[][] @Nullable [] texts;
    private int capacity = FIRST_ROWS;
    private int size;
    private int at;
    private long textBytes;

    TableRows(List<TableWriter.Column> columns) {
        int n = columns.size();
        kinds = columns.stream().map(TableWriter.Column::kind).toArray(TableWriter.Kind[]::new);
        wholes = new long[n][0];
        reals = new double[n][0];
        names = new String[n][0];
        texts = new byte[n][0][];
        allocate();
    }

    /// The columns as the encoders want them.
    static List<Column<TableRows>> columns(List<TableWriter.Column> columns) {
        List<Column<TableRows>> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(column(columns.get(i), i));
        }
        return all;
    }

    int size() {
        return size;
    }

    /// Bytes of the texts that differ from row to row.
    long textBytes() {
        return textBytes;
    }

    void clear() {
        for (int i = 0; i < kinds.length; i++) {
            // Else the texts of this group stay in memory until as many others have come.
            Arrays.fill(names[i], null);
            Arrays.fill(texts[i], null);
        }
        size = 0;
        textBytes = 0;
    }

    void text(String value) {
        if (kinds[at] == TableWriter.Kind.TEXT) {
            text(value.getBytes(StandardCharsets.UTF_8));
        } else {
            names[at++][size] = value;
        }
    }

    void text(byte[] utf8) {
        texts[at++][size] = utf8;
        textBytes += utf8.length;
    }

    void whole(long value) {
        wholes[at++][size] = value;
    }

    void real(double value) {
        reals[at++][size] = value;
    }

    void none() {
        switch (kinds[at]) {
            case MILLIS, MICROS, WHOLE -> wholes[at][size] = ABSENT;
            case REAL -> reals[at][size] = Double.NaN;
            case NAME -> names[at][size] = null;
            case TEXT -> texts[at][size] = null;
        }
        at++;
    }

    void endRow() {
        if (at != kinds.length) {
            throw new IllegalStateException("Expected " + kinds.length + " cells in a row, was " + at);
        }
        at = 0;
        if (++size == capacity) {
            capacity *= 2;
            allocate();
        }
    }

    private void allocate() {
        for (int i = 0; i < kinds.length; i++) {
            switch (kinds[i]) {
                case MILLIS, MICROS, WHOLE -> wholes[i] = Arrays.copyOf(wholes[i], capacity);
                case REAL -> reals[i] = Arrays.copyOf(reals[i], capacity);
                case NAME -> names[i] = Arrays.copyOf(names[i], capacity);
                case TEXT -> texts[i] = Arrays.copyOf(texts[i], capacity);
            }
        }
    }

    private static Column<TableRows> column(TableWriter.Column column, int i) {
        return switch (column.kind()) {
            case MILLIS -> whole(column, Column.Unit.MILLIS, i);
            case MICROS -> whole(column, Column.Unit.MICROS, i);
            case WHOLE -> whole(column, Column.Unit.COUNT, i);
            case REAL -> new Column.Real<>(column.name(), column.isOptional(), (rows, row) -> rows.reals[i][row]);
            case NAME -> new Column.Name<>(column.name(), column.isOptional(), (rows, row) -> rows.names[i][row]);
            case TEXT -> new Column.Text<>(column.name(), column.isOptional(), (rows, row) -> rows.texts[i][row]);
        };
    }

    private static Column<TableRows> whole(TableWriter.Column column, Column.Unit unit, int i) {
        return new Column.Whole<>(column.name(), column.isOptional(), unit, ABSENT, (rows, row) -> rows.wholes[i][row]);
    }
}
