package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import dev.tidemark.cold.parquet.Compression.Unpacker;
import java.io.IOException;
import java.util.zip.CRC32;

/// The bytes of one page at a time, unpacked into an array that is used again.
final class PageBody implements AutoCloseable {

    /// Behind the last byte there are always so many more that can be read: numbers are read eight bytes at once.
    static final int SLACK = 16;

    private final Unpacker unpacker = new Unpacker();
    private final CRC32 crc = new CRC32();
    private final RunDecoder runs = new RunDecoder();
    private byte[] array = new byte[1 << 16];
    private int length;
    private boolean[] isPresent = new boolean[0];

    /// Verifies, then unpacks a page.
    void open(byte[] bytes, Page page) throws IOException {
        crc.reset();
        crc.update(bytes, page.offset(), page.bytes());
        check((int) crc.getValue() == page.crc(), "a page with the right checksum", crc.getValue());
        length = page.unpackedBytes() - page.levelBytes();
        if (array.length < length + SLACK) {
            array = new byte[Math.max(length + SLACK, Math.min(array.length * 2, 1 << 24))];
        }
        int from = page.offset() + page.levelBytes();
        int packed = page.bytes() - page.levelBytes();
        if (page.isPacked()) {
            unpacker.unpack(bytes, from, packed, array, length);
        } else {
            System.arraycopy(bytes, from, array, 0, length);
        }
        levels(bytes, page);
    }

    /// The values.
    Slice values() {
        return new Slice(array, 0, length);
    }

    /// Which rows of the page have a value. Only for a page with nulls.
    boolean[] isPresent() {
        return isPresent;
    }

    @Override
    public void close() {
        unpacker.close();
    }

    private void levels(byte[] bytes, Page page) throws DamagedException {
        if (page.nulls() == 0) {
            return;
        }
        int[] levels = runs.decode(new Slice(bytes, page.offset(), page.offset() + page.levelBytes()), 1, page.rows());
        if (isPresent.length < page.rows()) {
            isPresent = new boolean[page.rows()];
        }
        int present = 0;
        for (int i = 0; i < page.rows(); i++) {
            isPresent[i] = levels[i] == 1;
            present += levels[i];
        }
        check(present == page.values(), "as many values as the header says", present);
    }
}
