package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.format.Encoding;

/// Whole numbers and times as packed differences.
final class WholeEncoder<R> implements ColumnEncoder<R> {

    private final Column.Whole<R> column;
    private final Levels levels;
    private final DeltaBinaryPackingValuesWriterForLong deltas =
            new DeltaBinaryPackingValuesWriterForLong(1 << 12, 1 << 20, HeapByteBufferAllocator.getInstance());
    private final Bytes plain = new Bytes(1 << 14);
    private long min;
    private long max;
    private long nulls;

    WholeEncoder(Column.Whole<R> column) {
        this.column = column;
        this.levels = new Levels(column.isOptional());
    }

    @Override
    public Range encode(R rows, int[] pageEnds, ChunkWriter out) throws IOException {
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        nulls = 0;
        int from = 0;
        for (int to : pageEnds) {
            page(rows, from, to);
            plain.clear();
            deltas.getBytes().writeAllTo(plain);
            deltas.reset();
            int absent = levels.nulls();
            nulls += absent;
            out.data(new ChunkWriter.Rows(to - from, absent), levels.take(), Encoding.DELTA_BINARY_PACKED, plain);
            from = to;
        }
        return min > max ? Range.unknown(nulls) : new Range(Range.bytes(min), Range.bytes(max), nulls);
    }

    private void page(R rows, int from, int to) throws IOException {
        int divisor = column.unit().divisor();
        for (int row = from; row < to; row++) {
            long raw = column.value().of(rows, row);
            boolean isPresent = raw != column.absent();
            levels.add(isPresent);
            if (isPresent) {
                long value = divisor == 1 ? raw : Math.floorDiv(raw, divisor);
                deltas.writeLong(value);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
    }
}
