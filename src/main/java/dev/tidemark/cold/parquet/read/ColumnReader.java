package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes the pages of a column that hold wanted rows. Values go into an array at the number of their row, those of
/// other rows of the same page too; what stands at rows of other pages is not touched.
///
/// For one thread at a time.
final class ColumnReader implements AutoCloseable {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] NO_LONGS = {};

    private final PageBody body = new PageBody();
    private final DeltaDecoder deltas = new DeltaDecoder();
    private final RunDecoder runs = new RunDecoder();
    private final TextDecoder texts = new TextDecoder();
    private long[] dense = NO_LONGS;

    /// Whole numbers and times.
    void whole(PageMap map, int column, RowRanges ranges, Wholes to) throws IOException {
        for (Page page : map.columns().get(column)) {
            if (ranges.touch(page)) {
                open(map, page, Page.DELTA_BINARY_PACKED);
                if (page.nulls() == 0) {
                    deltas.decode(body.values(), to.values(), page.firstRow(), page.rows());
                } else {
                    deltas.decode(body.values(), dense(page.values()), 0, page.values());
                    spread(page, to);
                }
            }
        }
    }

    /// Doubles; NaN where there is none.
    void real(PageMap map, int column, RowRanges ranges, double[] to) throws IOException {
        for (Page page : map.columns().get(column)) {
            if (ranges.touch(page)) {
                open(map, page, Page.BYTE_STREAM_SPLIT);
                Slice values = body.values();
                int count = page.values();
                check(values.end() == (long) count * Double.BYTES, "eight bytes for each double", values.end());
                if (page.nulls() == 0) {
                    join(values.bytes(), count, to, page.firstRow());
                } else {
                    joinPresent(values.bytes(), page, to);
                }
            }
        }
    }

    /// Names as numbers of the dictionary, -1 where there is none. A chunk of names has one data page.
    int[] names(PageMap map, int column) throws IOException {
        List<Page> pages = map.columns().get(column);
        check(pages.size() == 2, "a dictionary and one page of names", pages.size());
        Page page = pages.getLast();
        open(map, page, Page.RLE_DICTIONARY);
        Slice values = body.values();
        check(values.end() > 0, "the width of the numbers of names", values.end());
        int[] numbers = runs.decode(new Slice(values.bytes(), 1, values.end()), values.bytes()[0], page.values());
        return page.nulls() == 0 ? numbers : spread(page, numbers);
    }

    /// The dictionary of a column of names.
    String[] dictionary(PageMap map, int column) throws IOException {
        Page page = map.columns().get(column).getFirst();
        check(page.isDictionary() && page.encoding() == Page.PLAIN, "a plain dictionary", page.encoding());
        body.open(map.bytes(), page);
        Slice values = body.values();
        check(page.rows() <= values.end() / Integer.BYTES, "names of four bytes or more", page.rows());
        String[] names = new String[page.rows()];
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            check(at <= values.end() - Integer.BYTES, "a name within the page", at);
            int length = (int) INT.get(values.bytes(), at);
            at += Integer.BYTES;
            check(length >= 0 && length <= values.end() - at, "a name within the page", length);
            names[i] = new String(values.bytes(), at, length, StandardCharsets.UTF_8);
            at += length;
        }
        return names;
    }

    /// Other texts, as UTF-8; null where there is none.
    void text(PageMap map, int column, RowRanges ranges, byte[] @Nullable [] to) throws IOException {
        for (Page page : map.columns().get(column)) {
            if (ranges.touch(page)) {
                open(map, page, Page.DELTA_BYTE_ARRAY);
                byte[][] values = texts.decode(body.values(), page.values());
                boolean[] isPresent = body.isPresent();
                int next = 0;
                for (int i = 0; i < page.rows(); i++) {
                    to[page.firstRow() + i] = page.nulls() == 0 || isPresent[i] ? values[next++] : null;
                }
            }
        }
    }

    /// An array for whole numbers, and what stands for none.
    record Wholes(long[] values, long absent) {}

    @Override
    public void close() {
        body.close();
    }

    private void open(PageMap map, Page page, int encoding) throws IOException {
        check(!page.isDictionary(), "a data page", 0);
        check(page.encoding() == encoding, "the encoding of the column", page.encoding());
        body.open(map.bytes(), page);
    }

    private void spread(Page page, Wholes to) {
        boolean[] isPresent = body.isPresent();
        int next = 0;
        for (int i = 0; i < page.rows(); i++) {
            to.values()[page.firstRow() + i] = isPresent[i] ? dense[next++] : to.absent();
        }
    }

    private int[] spread(Page page, int[] numbers) {
        boolean[] isPresent = body.isPresent();
        int[] all = new int[page.rows()];
        int next = 0;
        for (int i = 0; i < page.rows(); i++) {
            all[i] = isPresent[i] ? numbers[next++] : -1;
        }
        return all;
    }

    private void joinPresent(byte[] bytes, Page page, double[] to) {
        boolean[] isPresent = body.isPresent();
        int count = page.values();
        int next = 0;
        for (int i = 0; i < page.rows(); i++) {
            to[page.firstRow() + i] = isPresent[i] ? joined(bytes, count, next++) : Double.NaN;
        }
    }

    private static void join(byte[] bytes, int count, double[] to, int start) {
        for (int i = 0; i < count; i++) {
            to[start + i] = joined(bytes, count, i);
        }
    }

    private static double joined(byte[] bytes, int count, int i) {
        int low = (bytes[i] & 0xff)
                | (bytes[count + i] & 0xff) << 8
                | (bytes[2 * count + i] & 0xff) << 16
                | bytes[3 * count + i] << 24;
        int high = (bytes[4 * count + i] & 0xff)
                | (bytes[5 * count + i] & 0xff) << 8
                | (bytes[6 * count + i] & 0xff) << 16
                | bytes[7 * count + i] << 24;
        return Double.longBitsToDouble((low & 0xffff_ffffL) | (long) high << 32);
    }

    private long[] dense(int count) {
        dense = dense.length < count ? new long[count] : dense;
        return dense;
    }
}
