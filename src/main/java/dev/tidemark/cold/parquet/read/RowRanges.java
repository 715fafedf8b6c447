package dev.tidemark.cold.parquet.read;

import java.util.Arrays;

/// Stretches of rows of a row group, ascending and apart from each other.
final class RowRanges {

    private int[] bounds = new int[32];
    private int size;

    void clear() {
        size = 0;
    }

    /// Appends the rows from one to another, the last one excluded. They may go on where the last stretch ends.
    void add(int from, int to) {
        if (from >= to) {
            return;
        }
        if (size > 0 && bounds[size - 1] == from) {
            bounds[size - 1] = to;
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        bounds[size++] = from;
        bounds[size++] = to;
    }

    /// The number of stretches.
    int count() {
        return size / 2;
    }

    int from(int index) {
        return bounds[index * 2];
    }

    int to(int index) {
        return bounds[index * 2 + 1];
    }

    /// The number of rows.
    int rows() {
        int rows = 0;
        for (int i = 0; i < size; i += 2) {
            rows += bounds[i + 1] - bounds[i];
        }
        return rows;
    }

    /// Whether a stretch has a row of this page.
    boolean touch(Page page) {
        for (int i = 0; i < size; i += 2) {
            if (bounds[i] < page.endRow() && bounds[i + 1] > page.firstRow()) {
                return true;
            }
        }
        return false;
    }
}
