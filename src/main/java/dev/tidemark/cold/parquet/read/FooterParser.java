package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdInspector.Inspected;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.parquet.Column;
import dev.tidemark.cold.parquet.FooterKeys;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.market.Dataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Takes a footer apart. Throws an [IOException], or any [RuntimeException] of parsing, for one that is not ours.
final class FooterParser {

    private final Map<String, String> keyToValue = new HashMap<>();

    private FooterParser(FileMetaData file) {
        List<KeyValue> pairs = file.getKey_value_metadata();
        for (KeyValue pair : pairs == null ? List.<KeyValue>of() : pairs) {
            String key = pair.getKey();
            String value = pair.getValue();
            if (key != null && value != null) {
                keyToValue.put(key, value);
            }
        }
    }

    static Inspected parse(long bytes, byte[] footer) throws IOException {
        FileMetaData file = Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
        return new FooterParser(file).inspected(bytes, file);
    }

    private Inspected inspected(long bytes, FileMetaData file) throws IOException {
        check(number(FooterKeys.LAYOUT) == Layout.NUMBER, "the layout " + Layout.NUMBER, number(FooterKeys.LAYOUT));
        var dataset = Dataset.valueOf(text(FooterKeys.DATASET).toUpperCase(Locale.ROOT));
        FileIndex index = index(Layout.of(dataset), present(file.getRow_groups(), "row groups"), bytes);
        long rows = index.blocks().stream().mapToLong(Block::rows).sum();
        check(rows == number(FooterKeys.ROWS), "as many rows as the footer says", rows);
        Map<String, String> more = new HashMap<>(keyToValue);
        more.keySet().removeIf(key -> key.startsWith(FooterKeys.PREFIX));
        return new Inspected(
                new Partition(dataset, text(FooterKeys.PARTITION)),
                Kind.valueOf(text(FooterKeys.KIND)),
                LocalDate.parse(text(FooterKeys.FROM_DAY)),
                LocalDate.parse(text(FooterKeys.TO_DAY)),
                Math.toIntExact(number(FooterKeys.VERSION)),
                number(FooterKeys.LATE_THROUGH),
                bytes,
                rows,
                number(FooterKeys.MIN_TIME_US),
                number(FooterKeys.MAX_TIME_US),
                text(FooterKeys.CONTENT_SHA256),
                index,
                keyToValue.containsKey(FooterKeys.ROW_DIGEST) ? number(FooterKeys.ROW_DIGEST) : null,
                more);
    }

    private static FileIndex index(Layout layout, List<RowGroup> groups, long bytes) throws IOException {
        List<Block> blocks = new ArrayList<>(groups.size());
        for (RowGroup group : groups) {
            check(group.getColumnsSize() == layout.columns().size(), "the layout's columns", group.getColumnsSize());
            Block block = block(layout, group);
            check(block.offset() > 0 && block.offset() + block.length() <= bytes, "a row group in the file", bytes);
            blocks.add(block);
        }
        return new FileIndex(blocks);
    }

    private static Block block(Layout layout, RowGroup group) throws DamagedException {
        ColumnMetaData first = column(group, 0);
        long offset = first.isSetDictionary_page_offset()
                ? Math.min(first.getDictionary_page_offset(), first.getData_page_offset())
                : first.getData_page_offset();
        long length = 0;
        for (int i = 0; i < group.getColumnsSize(); i++) {
            length += column(group, i).getTotal_compressed_size();
        }
        Statistics names = present(column(group, layout.nameColumn()).getStatistics(), "statistics of names");
        Statistics times = present(column(group, layout.timeColumn()).getStatistics(), "statistics of times");
        int factor = ((Column.Whole<?>) layout.columns().get(layout.timeColumn()))
                .unit()
                .divisor();
        return new Block(
                new String(present(names.getMin_value(), "a first name"), StandardCharsets.UTF_8),
                new String(present(names.getMax_value(), "a last name"), StandardCharsets.UTF_8),
                offset,
                Math.toIntExact(length),
                Math.toIntExact(group.getNum_rows()),
                int64(present(times.getMin_value(), "a first time")) * factor,
                int64(present(times.getMax_value(), "a last time")) * factor);
    }

    private static ColumnMetaData column(RowGroup group, int index) throws DamagedException {
        return present(present(group.getColumns(), "columns").get(index).getMeta_data(), "metadata of a column");
    }

    private static <T> T present(@Nullable T value, String expected) throws DamagedException {
        if (value == null) {
            throw new DamagedException("Expected " + expected + ", was absent");
        }
        return value;
    }

    private static long int64(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private String text(String key) throws DamagedException {
        String value = keyToValue.get(key);
        if (value == null) {
            throw new DamagedException("Expected the key " + key + ", was absent");
        }
        return value;
    }

    private long number(String key) throws DamagedException {
        return Long.parseLong(text(key));
    }
}
