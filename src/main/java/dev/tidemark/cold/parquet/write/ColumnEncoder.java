package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import java.io.IOException;

/// Encodes one column of a row group. Its buffers are used again for the next one.
interface ColumnEncoder<R> {

    /// Writes the pages of the chunk and returns what is known of its values.
    ///
    /// @param pageEnds the row behind each page; the last one is the number of rows
    Range encode(R rows, int[] pageEnds, ChunkWriter out) throws IOException;

    static <R> ColumnEncoder<R> of(Column<R> column) {
        return switch (column) {
            case Column.Whole<R> whole -> new WholeEncoder<>(whole);
            case Column.Real<R> real -> new RealEncoder<>(real);
            case Column.Name<R> name -> new NameEncoder<>(name);
            case Column.Text<R> text -> new TextEncoder<>(text);
        };
    }
}
