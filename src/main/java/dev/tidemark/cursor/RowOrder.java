package dev.tidemark.cursor;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;

/// The order of an answer's rows.
public enum RowOrder {
    /// By point, then time. Two rows of one point and time are the same sample.
    BY_NAME {
        @Override
        String name(RecordBatch rows, int row) {
            return rows.series(row).symbol();
        }

        @Override
        long origin(RecordBatch rows, int row) {
            return 0;
        }
    },
    /// By time, then arrival.
    BY_TIME {
        @Override
        String name(RecordBatch rows, int row) {
            return "";
        }

        @Override
        long origin(RecordBatch rows, int row) {
            return rows.origin(row);
        }
    };

    /// The order of an answer of this dataset.
    public static RowOrder of(Dataset dataset) {
        return dataset == Dataset.SAMPLES ? BY_NAME : BY_TIME;
    }

    /// Where a row stands.
    public RowKey key(RecordBatch rows, int row) {
        return RowKey.of(this, rows, row);
    }

    abstract String name(RecordBatch rows, int row);

    abstract long origin(RecordBatch rows, int row);

    /// Compares two places.
    public static int compare(RowKey a, RowKey b) {
        return compare(a.name(), a.timeUs(), a.origin(), b);
    }

    int compare(RecordBatch rows, int row, RowKey key) {
        return compare(name(rows, row), rows.timeUs(row), origin(rows, row), key);
    }

    private static int compare(String name, long timeUs, long origin, RowKey key) {
        int byName = name.equals(key.name()) ? 0 : NameOrder.INSTANCE.compare(name, key.name());
        if (byName != 0) {
            return byName;
        }
        int byTime = Long.compare(timeUs, key.timeUs());
        return byTime != 0 ? byTime : Long.compare(origin, key.origin());
    }
}
