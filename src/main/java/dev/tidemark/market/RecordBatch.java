package dev.tidemark.market;

/// Records of one dataset as columns. Grows by appending; not thread-safe; whoever is given a batch owns it.
///
/// Rows are read by column accessors (`timeUs(row)`), never as objects: the same arrays become journal bytes,
/// PostgreSQL array parameters and Parquet pages.
public sealed interface RecordBatch permits TickBatch, TradeBatch, CandleBatch, SampleBatch {

    Dataset dataset();

    /// The number of rows.
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /// The series of a row. Equal series are usually, not always, the same object.
    Series series(int row);

    /// The event time of a row, in microseconds since the epoch.
    long timeUs(int row);

    /// Where the row stands in the journal, `sequence << 12 | index in frame`; 0 until it has been journaled.
    long origin(int row);

    void origin(int row, long origin);

    /// Removes all rows, keeps the arrays.
    void clear();

    /// An empty batch of the same dataset.
    RecordBatch newEmpty(int capacity);

    /// Appends a copy of one row of a batch of the same dataset.
    void copyRow(RecordBatch from, int row);

    /// Appends a copy of all rows, and marks, of a batch of the same dataset.
    void copyAll(RecordBatch from);

    /// Creates an empty batch.
    static RecordBatch of(Dataset dataset, int capacity) {
        return switch (dataset) {
            case TICKS -> new TickBatch(capacity);
            case TRADES -> new TradeBatch(capacity);
            case CANDLES -> new CandleBatch(capacity);
            case SAMPLES -> new SampleBatch(capacity);
        };
    }
}
