package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import dev.tidemark.market.RecordBatch;
import java.io.IOException;

/// Encodes one column of a row group. Its buffers are used again for the next one.
interface ColumnEncoder {

    /// Writes the pages of the chunk and returns what is known of its values.
    ///
    /// @param pageEnds the row behind each page
    Range encode(RecordBatch rows, int[] pageEnds, ChunkWriter out) throws IOException;

    static ColumnEncoder of(Column column) {
        return switch (column) {
            case Column.Whole whole -> new WholeEncoder(whole);
            case Column.Real real -> new RealEncoder(real);
            case Column.Name name -> new NameEncoder(name);
            case Column.Text text -> new TextEncoder(text);
        };
    }
}
