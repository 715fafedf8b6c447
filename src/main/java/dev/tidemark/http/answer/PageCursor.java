package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.market.TimeRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Where the next page begins, and in which range: `next` in an answer, `cursor` in the request after it. Opaque to
/// clients.
///
/// It holds the range, so that pages of a query without an end do not run after the clock, and a checksum over all that
/// it belongs to, so that a cursor of another query, or one that was tampered with, is told from a good one.
///
/// @param range of the whole query
/// @param after the last row of the page before
public record PageCursor(TimeRange range, RowKey after) {

    private static final byte VERSION = 2;
    private static final int HEAD_BYTES = 1 + 4 * Long.BYTES;

    /// Writes the cursor that continues a query.
    ///
    /// @param identity of the query: everything but its range and limit
    public static String write(TimeRange range, RowKey after, String identity) {
        byte[] name = after.name().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(HEAD_BYTES + name.length + Integer.BYTES)
                .put(VERSION)
                .putLong(range.fromUs())
                .putLong(range.toUs())
                .putLong(after.timeUs())
                .putLong(after.origin())
                .put(name)
                .array();
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, checksum(bytes, identity));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Reads a cursor; empty where it is none, or none of this query.
    public static Optional<PageCursor> read(String text, String identity) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int nameLength = bytes.length - HEAD_BYTES - Integer.BYTES;
        if (nameLength < 0 || bytes[0] != VERSION) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes);
        if (in.getInt(bytes.length - Integer.BYTES) != checksum(bytes, identity)) {
            return Optional.empty();
        }
        in.get();
        var range = new TimeRange(in.getLong(), in.getLong());
        long timeUs = in.getLong();
        long origin = in.getLong();
        String name = new String(bytes, HEAD_BYTES, nameLength, StandardCharsets.UTF_8);
        return Optional.of(new PageCursor(range, new RowKey(name, timeUs, origin)));
    }

    private static int checksum(byte[] bytes, String identity) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        crc.update(identity.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
