package dev.tidemark.hot.postgres.write;

/// Rows `from` to `to - 1` of an order, on their way into a table.
@SuppressWarnings("ArrayRecordComponent") // Shared, not copied: an order is cut again and again.
record Stretch(String table, int[] order, int from, int to) {

    /// All rows that come in time.
    static Stretch ofRows(ReadyBatch batch) {
        return new Stretch(batch.table(), batch.order(), 0, batch.order().length);
    }

    /// All late rows.
    static Stretch ofLate(ReadyBatch batch) {
        String table = "late_" + batch.rows().dataset().label();
        return new Stretch(table, batch.late(), 0, batch.late().length);
    }

    int size() {
        return to - from;
    }

    int row(int i) {
        return order[from + i];
    }

    Stretch firstHalf() {
        return new Stretch(table, order, from, (from + to) >>> 1);
    }

    Stretch secondHalf() {
        return new Stretch(table, order, (from + to) >>> 1, to);
    }

    boolean isLate() {
        return table.startsWith("late_");
    }
}
