package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.parquet.Column;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.Schemas;
import dev.tidemark.cold.parquet.write.ChunkWriter.Chunk;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;

/// Encodes row groups, column after column.
///
/// @param <R> the rows of a group
final class BlockWriter<R> implements AutoCloseable {

    private final List<Column<R>> columns;
    private final CompressionCodecName codec;
    private final ChunkWriter chunks;
    private final List<ColumnEncoder<R>> encoders;
    private final List<PrimitiveType> types;

    BlockWriter(List<Column<R>> columns, Compression compression, Output out) {
        this.columns = columns;
        this.codec = CompressionCodecName.valueOf(compression.name());
        this.chunks = new ChunkWriter(out, compression);
        this.encoders = columns.stream().map(ColumnEncoder::of).toList();
        this.types = columns.stream().map(Schemas::of).toList();
    }

    /// Writes all rows as one row group.
    ///
    /// @param pageEnds the row behind each page; the last one is the number of rows
    BlockMetaData write(R rows, int[] pageEnds) throws IOException {
        var block = new BlockMetaData();
        long unpackedBytes = 0;
        for (int i = 0; i < encoders.size(); i++) {
            chunks.start();
            Range range = encoders.get(i).encode(rows, pageEnds, chunks);
            Chunk chunk = chunks.end();
            block.addColumn(describe(i, chunk, range));
            unpackedBytes += chunk.unpackedBytes();
        }
        block.setRowCount(pageEnds[pageEnds.length - 1]);
        block.setTotalByteSize(unpackedBytes);
        return block;
    }

    @Override
    public void close() {
        chunks.close();
    }

    private ColumnChunkMetaData describe(int index, Chunk chunk, Range range) {
        PrimitiveType type = types.get(index);
        Encoding encoding = encodingOf(columns.get(index));
        var stats = new EncodingStats.Builder().withV2Pages().addDataEncoding(encoding, chunk.dataPages());
        Set<Encoding> encodings = new TreeSet<>(List.of(encoding, Encoding.RLE));
        if (chunk.hasDictionary()) {
            stats.addDictEncoding(Encoding.PLAIN);
            encodings.add(Encoding.PLAIN);
        }
        return ColumnChunkMetaData.get(
                ColumnPath.get(type.getName()),
                type,
                codec,
                stats.build(),
                encodings,
                statistics(type, range),
                chunk.firstDataPage(),
                chunk.hasDictionary() ? chunk.start() : 0,
                chunk.values(),
                chunk.bytes(),
                chunk.unpackedBytes());
    }

    private static Statistics<?> statistics(PrimitiveType type, Range range) {
        var builder = Statistics.getBuilderForReading(type).withNumNulls(range.nulls());
        if (range.min() != null && range.max() != null) {
            builder.withMin(range.min()).withMax(range.max());
        }
        return builder.build();
    }

    private static Encoding encodingOf(Column<?> column) {
        return switch (column) {
            case Column.Whole<?> _ -> Encoding.DELTA_BINARY_PACKED;
            case Column.Real<?> _ -> Encoding.BYTE_STREAM_SPLIT;
            case Column.Name<?> _ -> Encoding.RLE_DICTIONARY;
            case Column.Text<?> _ -> Encoding.DELTA_BYTE_ARRAY;
        };
    }
}
