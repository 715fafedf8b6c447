package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;

/// Texts without what they share with the one before. No lowest and highest: nobody looks for a range of ids. Pages
/// end by bytes, too, since a text may be long.
final class TextEncoder<R> implements ColumnEncoder<R> {

    private static final int PAGE_BYTES = 1 << 20;

    private final Column.Text<R> column;
    private final Levels levels;
    private final DeltaByteArrayWriter texts =
            new DeltaByteArrayWriter(1 << 12, 1 << 20, HeapByteBufferAllocator.getInstance());
    private final Bytes plain = new Bytes(1 << 14);

    TextEncoder(Column.Text<R> column) {
        this.column = column;
        this.levels = new Levels(column.isOptional());
    }

    @Override
    public Range encode(R rows, int[] pageEnds, ChunkWriter out) throws IOException {
        long nulls = 0;
        int from = 0;
        for (int end : pageEnds) {
            while (from < end) {
                int to = page(rows, from, end);
                plain.clear();
                texts.getBytes().writeAllTo(plain);
                texts.reset();
                int absent = levels.nulls();
                nulls += absent;
                out.data(new ChunkWriter.Rows(to - from, absent), levels.take(), Encoding.DELTA_BYTE_ARRAY, plain);
                from = to;
            }
        }
        return Range.unknown(nulls);
    }

    /// Returns the row behind the last one that the page holds.
    private int page(R rows, int from, int end) throws IOException {
        int bytes = 0;
        int row = from;
        while (row < end && bytes < PAGE_BYTES) {
            byte[] text = column.value().of(rows, row++);
            levels.add(text != null);
            if (text != null) {
                texts.writeBytes(Binary.fromConstantByteArray(text));
                bytes += text.length;
            }
        }
        return row;
    }
}
