package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.FooterKeys;
import dev.tidemark.cold.parquet.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/// Makes the footer of a file.
final class Footer {

    /// Begins and ends a file.
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private static final int FORMAT_VERSION = 2;

    /// Statistics of names are never cut off: the index is rebuilt from them.
    private static final int LONGEST_STATISTIC = Integer.MAX_VALUE;

    private Footer() {}

    /// The keys and values of the footer, sorted, since a map of the JDK has another order in every process.
    ///
    /// @param content what is true of everything before the footer
    static Map<String, String> metadata(Description description, Compression compression, FileFacts content) {
        for (String key : description.more().keySet()) {
            if (key.startsWith(FooterKeys.PREFIX)) {
                throw new IllegalArgumentException("Expected keys of the caller's own, was " + key);
            }
        }
        var keyToValue = new TreeMap<>(description.more());
        keyToValue.put(FooterKeys.LAYOUT, Integer.toString(Layout.NUMBER));
        keyToValue.put(FooterKeys.DATASET, description.partition().dataset().label());
        keyToValue.put(FooterKeys.PARTITION, description.partition().name());
        keyToValue.put(FooterKeys.KIND, description.kind().name());
        keyToValue.put(FooterKeys.FROM_DAY, description.fromDay().toString());
        keyToValue.put(FooterKeys.TO_DAY, description.toDay().toString());
        keyToValue.put(FooterKeys.VERSION, Integer.toString(description.version()));
        keyToValue.put(FooterKeys.LATE_THROUGH, Long.toString(description.lateThrough()));
        keyToValue.put(FooterKeys.ROWS, Long.toString(content.rows()));
        keyToValue.put(FooterKeys.MIN_TIME_US, Long.toString(content.minTimeUs()));
        keyToValue.put(FooterKeys.MAX_TIME_US, Long.toString(content.maxTimeUs()));
        keyToValue.put(FooterKeys.COMPRESSION, compression.name());
        keyToValue.put(FooterKeys.CONTENT_SHA256, content.sha256());
        if (content.rowDigest() != null) {
            keyToValue.put(FooterKeys.ROW_DIGEST, Long.toString(content.rowDigest()));
        }
        return keyToValue;
    }

    /// The footer and its length, without the magic that ends the file.
    static byte[] bytes(MessageType schema, Map<String, String> metadata, List<BlockMetaData> blocks)
            throws IOException {
        var file = new FileMetaData(schema, metadata, FooterKeys.CREATED_BY);
        var converter = new ParquetMetadataConverter(LONGEST_STATISTIC);
        var bytes = new Bytes(1 << 14);
        Util.writeFileMetaData(converter.toParquetMetadata(FORMAT_VERSION, new ParquetMetadata(file, blocks)), bytes);
        bytes.int32(bytes.size());
        return Arrays.copyOf(bytes.array(), bytes.size());
    }
}
