package dev.tidemark.http.format;

import dev.tidemark.cursor.RowKey;

/// Some rows of an answer.
public interface Page {

    int size();

    /// Tells a row to a sink, cell by cell, without its beginning and end.
    void write(CellSink cells, int row);

    /// Where a row stands: the next page begins behind it.
    RowKey key(int row);
}
