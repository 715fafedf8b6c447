package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/// Doubles with their bytes split into eight streams: signs and exponents of like numbers then stand together.
final class RealEncoder<R> implements ColumnEncoder<R> {

    private final Column.Real<R> column;
    private final Levels levels;
    private final Bytes plain = new Bytes(1 << 14);
    private long[] bits = new long[2048];
    private int count;
    private double min;
    private double max;

    RealEncoder(Column.Real<R> column) {
        this.column = column;
        this.levels = new Levels(column.isOptional());
    }

    @Override
    public Range encode(R rows, int[] pageEnds, ChunkWriter out) throws IOException {
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        long nulls = 0;
        long values = 0;
        int from = 0;
        for (int to : pageEnds) {
            page(rows, from, to);
            split();
            int absent = levels.nulls();
            nulls += absent;
            values += count;
            out.data(new ChunkWriter.Rows(to - from, absent), levels.take(), Encoding.BYTE_STREAM_SPLIT, plain);
            from = to;
        }
        return values == 0 ? Range.unknown(nulls) : range(nulls);
    }

    private Range range(long nulls) {
        // The format asks for this: a reader may take zeros of both signs for one.
        double low = min == 0 ? -0.0 : min;
        double high = max == 0 ? 0.0 : max;
        return new Range(
                Range.bytes(Double.doubleToRawLongBits(low)), Range.bytes(Double.doubleToRawLongBits(high)), nulls);
    }

    private void page(R rows, int from, int to) throws IOException {
        if (bits.length < to - from) {
            bits = Arrays.copyOf(bits, to - from);
        }
        count = 0;
        for (int row = from; row < to; row++) {
            double value = column.value().of(rows, row);
            boolean isPresent = !Double.isNaN(value);
            levels.add(isPresent);
            if (isPresent) {
                bits[count++] = Double.doubleToRawLongBits(value);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
    }

    private void split() {
        plain.resize(count * Double.BYTES);
        byte[] to = plain.array();
        for (int stream = 0; stream < Double.BYTES; stream++) {
            int shift = Byte.SIZE * stream;
            int at = stream * count;
            for (int i = 0; i < count; i++) {
                to[at + i] = (byte) (bits[i] >>> shift);
            }
        }
    }
}
