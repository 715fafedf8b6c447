package dev.tidemark.http.format;

import org.jspecify.annotations.Nullable;

/// Takes the cells of rows, in the order of the columns.
public interface CellSink {

    void beginRow();

    void text(@Nullable String value);

    /// A time in microseconds; the column says how it is written.
    void time(long timeUs);

    /// A number; null where it is not finite.
    void number(double value);

    void whole(long value);

    /// A JSON object as UTF-8.
    void json(byte @Nullable [] value);

    /// The cell of a column that has no value in this row.
    void none();

    void endRow();
}
