package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.Compression.Packer;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// Writes the pages of one column chunk after the other: compresses, checksums and counts.
final class ChunkWriter implements AutoCloseable {

    private static final Bytes NOTHING = new Bytes(0);

    private final Output out;
    private final Packer packer;
    private final CRC32 crc = new CRC32();
    private final Bytes packed = new Bytes(1 << 16);
    private final Bytes header = new Bytes(128);
    private long start;
    private long firstDataPage;
    private long unpackedBytes;
    private long values;
    private int dataPages;
    private boolean hasDictionary;

    ChunkWriter(Output out, Compression compression) {
        this.out = out;
        this.packer = compression.packer();
    }

    /// What was written of a chunk.
    ///
    /// @param start of its first page, in the file
    /// @param values nulls included
    record Chunk(
            long start,
            long firstDataPage,
            boolean hasDictionary,
            int dataPages,
            long values,
            long bytes,
            long unpackedBytes) {}

    /// The rows of a data page.
    ///
    /// @param nulls how many of them have no value
    record Rows(int count, int nulls) {}

    void start() {
        start = out.position();
        firstDataPage = -1;
        unpackedBytes = 0;
        values = 0;
        dataPages = 0;
        hasDictionary = false;
    }

    /// Writes the page of a dictionary, whose values are plain.
    void dictionary(int count, Bytes plain) throws IOException {
        // Unlike a data page, this one cannot say that it is not compressed: it is, even where it grows by it.
        pack(plain);
        var page = new PageHeader(PageType.DICTIONARY_PAGE, plain.size(), packed.size());
        page.setDictionary_page_header(new DictionaryPageHeader(count, Encoding.PLAIN).setIs_sorted(false));
        write(page, NOTHING, packed);
        hasDictionary = true;
    }

    /// Writes a page of rows.
    ///
    /// @param levels definition levels of a column that is optional
    void data(Rows rows, Bytes levels, Encoding encoding, Bytes plain) throws IOException {
        if (firstDataPage < 0) {
            firstDataPage = out.position();
        }
        pack(plain);
        boolean isPacked = packed.size() < plain.size();
        Bytes body = isPacked ? packed : plain;
        var page = new PageHeader(PageType.DATA_PAGE_V2, levels.size() + plain.size(), levels.size() + body.size());
        var v2 = new DataPageHeaderV2(rows.count(), rows.nulls(), rows.count(), encoding, levels.size(), 0);
        page.setData_page_header_v2(v2.setIs_compressed(isPacked));
        write(page, levels, body);
        values += rows.count();
        dataPages++;
    }

    Chunk end() {
        return new Chunk(start, firstDataPage, hasDictionary, dataPages, values, out.position() - start, unpackedBytes);
    }

    @Override
    public void close() {
        packer.close();
    }

    private void pack(Bytes plain) throws IOException {
        packed.resize(packer.bound(plain.size()));
        packed.resize(packer.pack(plain.array(), plain.size(), packed.array()));
    }

    private void write(PageHeader page, Bytes levels, Bytes body) throws IOException {
        crc.reset();
        crc.update(levels.array(), 0, levels.size());
        crc.update(body.array(), 0, body.size());
        page.setCrc((int) crc.getValue());
        header.clear();
        Util.writePageHeader(page, header);
        out.write(header.array(), 0, header.size());
        out.write(levels.array(), 0, levels.size());
        out.write(body.array(), 0, body.size());
        unpackedBytes += header.size() + page.getUncompressed_page_size();
    }
}
