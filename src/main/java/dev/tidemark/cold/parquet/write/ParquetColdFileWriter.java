package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.RowDigest;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.cold.parquet.Schemas;
import dev.tidemark.market.RecordBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/// Writes a cold file as Parquet. Holds one row group of rows, and no row as an object.
public final class ParquetColdFileWriter implements ColdFileWriter {

    private final Path file;
    private final Description description;
    private final Compression compression;
    private final Layout layout;
    private final Grouping grouping;
    private final RowOrder order;
    private final FileOutput out;
    private final BlockWriter<RecordBatch> blockWriter;
    private final RecordBatch group;
    private final List<BlockMetaData> blocks = new ArrayList<>();
    private final List<Block> index = new ArrayList<>();
    private final RowDigest digest = new RowDigest();
    private int[] pageEnds = new int[64];
    private int pages;
    private int pageStart;
    private int names;
    private long rows;
    private boolean isFinished;
    private boolean isClosed;

    private ParquetColdFileWriter(Path file, Description description, Compression compression) throws IOException {
        this.file = file;
        this.description = description;
        this.compression = compression;
        this.layout = Layout.of(description.partition().dataset());
        this.grouping = Grouping.of(layout.dataset(), description.kind());
        this.order = new RowOrder(layout, description);
        this.group = RecordBatch.of(layout.dataset(), 1 << 15);
        this.out = new FileOutput(file);
        this.blockWriter = new BlockWriter<>(layout.columns(), compression, out);
        out.write(Footer.MAGIC);
    }

    /// Makes writers that compress like this.
    public static Factory factory(Compression compression) {
        return (file, description) -> new ParquetColdFileWriter(file, description, compression);
    }

    @Override
    public void add(RecordBatch batch) throws IOException {
        if (isFinished || isClosed) {
            throw new IllegalStateException("Expected no rows after the end of the file");
        }
        for (int row = 0; row < batch.size(); row++) {
            boolean isNewName = order.accept(batch, row);
            if (grouping.endsBefore(isNewName, names, group.size())) {
                endGroup();
            }
            if (isNewName || group.size() == 0) {
                endPage();
                names++;
            } else if (group.size() - pageStart == Grouping.PAGE_ROWS) {
                endPage();
            }
            group.copyRow(batch, row);
        }
        digest.add(batch);
    }

    @Override
    public FileFacts finish() throws IOException {
        if (isFinished || isClosed) {
            throw new IllegalStateException("Expected a file that is not ended yet");
        }
        endGroup();
        if (rows == 0) {
            throw new IllegalStateException("Expected rows, was a file without any");
        }
        var facts = new FileFacts(
                0, out.sha256SoFar(), rows, minTimeUs(), maxTimeUs(), new FileIndex(index), digest.value());
        out.write(Footer.bytes(Schemas.of(layout), Footer.metadata(description, compression, facts), blocks));
        out.write(Footer.MAGIC);
        out.force();
        String sha256 = out.sha256SoFar();
        long bytes = out.position();
        out.close();
        isFinished = true;
        return new FileFacts(bytes, sha256, rows, facts.minTimeUs(), facts.maxTimeUs(), facts.index(), digest.value());
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        blockWriter.close();
        if (!isFinished) {
            out.close();
            Files.deleteIfExists(file);
        }
    }

    private void endPage() {
        if (group.size() > pageStart) {
            if (pages == pageEnds.length) {
                pageEnds = Arrays.copyOf(pageEnds, pages * 2);
            }
            pageEnds[pages++] = group.size();
            pageStart = group.size();
        }
    }

    private void endGroup() throws IOException {
        if (group.isEmpty()) {
            return;
        }
        endPage();
        long offset = out.position();
        blocks.add(blockWriter.write(group, Arrays.copyOf(pageEnds, pages)));
        index.add(describe(offset, Math.toIntExact(out.position() - offset)));
        rows += group.size();
        group.clear();
        pages = 0;
        pageStart = 0;
        names = 0;
    }

    private Block describe(long offset, int length) {
        long minTimeUs = Long.MAX_VALUE;
        long maxTimeUs = Long.MIN_VALUE;
        int size = group.size();
        for (int row = 0; row < size; row++) {
            minTimeUs = Math.min(minTimeUs, group.timeUs(row));
            maxTimeUs = Math.max(maxTimeUs, group.timeUs(row));
        }
        String first = layout.nameOf(group.series(0));
        String last = layout.nameOf(group.series(size - 1));
        return new Block(first, last, offset, length, size, minTimeUs, maxTimeUs);
    }

    private long minTimeUs() {
        return index.stream().mapToLong(Block::minTimeUs).min().orElseThrow();
    }

    private long maxTimeUs() {
        return index.stream().mapToLong(Block::maxTimeUs).max().orElseThrow();
    }
}
