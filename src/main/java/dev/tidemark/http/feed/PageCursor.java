package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader.FeedQuery;
import dev.tidemark.hot.HotReader.Keyset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the next page begins, and in which range: `next` in an answer, `cursor` in the request after it. Opaque to
/// clients.
///
/// It holds the range, so that pages of a query without `to` do not run after the clock, and a checksum over all that
/// it belongs to, so that a cursor of another query, or one that was tampered with, is told from a good one.
///
/// @param fromUs of the whole query
/// @param toUs of the whole query
/// @param after the last row of the page before
record PageCursor(long fromUs, long toUs, Keyset after) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 4 * Long.BYTES + Integer.BYTES;

    /// Writes the cursor that continues this query.
    static String write(FeedQuery query, Keyset after) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(query.fromUs())
                .putLong(query.toUs())
                .putLong(after.timeUs())
                .putLong(after.ingestId())
                .array();
        int checksum = checksum(bytes, query.dataset().code(), query.symbol(), query.source());
        ByteBuffer.wrap(bytes).putInt(BYTES - Integer.BYTES, checksum);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Reads a cursor; empty where it is none, or none of this dataset, symbol and source.
    static Optional<PageCursor> read(String text, byte datasetCode, String symbol, @Nullable String source) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        var cursor = new PageCursor(in.getLong(), in.getLong(), new Keyset(in.getLong(), in.getLong()));
        return in.getInt() == checksum(bytes, datasetCode, symbol, source) ? Optional.of(cursor) : Optional.empty();
    }

    private static int checksum(byte[] bytes, byte datasetCode, String symbol, @Nullable String source) {
        var crc = new CRC32C();
        crc.update(bytes, 0, BYTES - Integer.BYTES);
        crc.update(datasetCode);
        crc.update(symbol.getBytes(StandardCharsets.UTF_8));
        crc.update(source == null ? 0 : 1);
        crc.update(source == null ? new byte[0] : source.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
