package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import dev.tidemark.market.NameOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// Names as numbers of a dictionary: one page for the whole chunk, which is short where rows are sorted.
final class NameEncoder<R> implements ColumnEncoder<R> {

    private final Column.Name<R> column;
    private final Levels levels;
    private final Map<String, Integer> nameToNumber = new HashMap<>();
    private final Bytes dictionary = new Bytes(1 << 12);
    private final Bytes plain = new Bytes(1 << 12);
    private int[] numbers = new int[0];
    private int count;

    NameEncoder(Column.Name<R> column) {
        this.column = column;
        this.levels = new Levels(column.isOptional());
    }

    @Override
    public Range encode(R rows, int[] pageEnds, ChunkWriter out) throws IOException {
        nameToNumber.clear();
        dictionary.clear();
        int size = pageEnds[pageEnds.length - 1];
        number(rows, size);
        out.dictionary(nameToNumber.size(), dictionary);
        int nulls = levels.nulls();
        write();
        out.data(new ChunkWriter.Rows(size, nulls), levels.take(), Encoding.RLE_DICTIONARY, plain);
        return range(nulls);
    }

    private void number(R rows, int size) throws IOException {
        numbers = numbers.length < size ? new int[size] : numbers;
        count = 0;
        String before = null;
        int number = -1;
        for (int row = 0; row < size; row++) {
            String name = column.value().of(rows, row);
            levels.add(name != null);
            if (name != null) {
                number = name.equals(before) ? number : numberOf(name);
                before = name;
                numbers[count++] = number;
            }
        }
    }

    private int numberOf(String name) {
        Integer known = nameToNumber.get(name);
        if (known != null) {
            return known;
        }
        int number = nameToNumber.size();
        nameToNumber.put(name, number);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        dictionary.int32(utf8.length);
        dictionary.write(utf8, 0, utf8.length);
        return number;
    }

    private void write() throws IOException {
        int bitWidth = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, nameToNumber.size() - 1));
        plain.clear();
        plain.write(bitWidth);
        var encoder =
                new RunLengthBitPackingHybridEncoder(bitWidth, 256, 1 << 16, HeapByteBufferAllocator.getInstance());
        for (int i = 0; i < count; i++) {
            encoder.writeInt(numbers[i]);
        }
        encoder.toBytes().writeAllTo(plain);
    }

    private Range range(int nulls) {
        @Nullable String min = null;
        @Nullable String max = null;
        for (String name : nameToNumber.keySet()) {
            min = min == null || NameOrder.INSTANCE.compare(name, min) < 0 ? name : min;
            max = max == null || NameOrder.INSTANCE.compare(name, max) > 0 ? name : max;
        }
        return min == null || max == null
                ? Range.unknown(nulls)
                : new Range(min.getBytes(StandardCharsets.UTF_8), max.getBytes(StandardCharsets.UTF_8), nulls);
    }
}
