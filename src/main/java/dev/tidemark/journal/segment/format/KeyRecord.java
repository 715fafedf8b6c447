package dev.tidemark.journal.segment.format;

import dev.tidemark.journal.codec.ByteSink;
import dev.tidemark.journal.codec.ColumnWriter;
import dev.tidemark.journal.codec.RowSelection;
import dev.tidemark.market.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What is remembered of an append with an idempotency key: 44 bytes, whatever the key.
///
/// Key and content are kept as the first 16 bytes of their SHA-256. The content leaves out the receive times: a client
/// that repeats its request sends the same records at another time.
///
/// @param records rows of the append
/// @param atMs when it was accepted, in milliseconds since the epoch
public record KeyRecord(Digest key, Digest content, int records, long atMs) {

    public static final int BYTES = 44;

    /// Half of a SHA-256.
    public record Digest(long high, long low) {

        static Digest of(byte[] bytes, int length) {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                sha.update(bytes, 0, length);
                ByteBuffer half = LittleEndian.wrap(sha.digest());
                return new Digest(half.getLong(0), half.getLong(8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Expected every JDK to know SHA-256", e);
            }
        }
    }

    public static KeyRecord of(String key, RecordBatch batch, long nowMs) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        var content = new ByteSink(64 + 80 * batch.size());
        content.int8(batch.dataset().code());
        new ColumnWriter(content).write(batch, new RowSelection(null, 0, batch.size(), RowSelection.ALL_MARKS), false);
        return new KeyRecord(
                Digest.of(name, name.length), Digest.of(content.array(), content.size()), batch.size(), nowMs);
    }

    public void write(ByteSink out) {
        out.int64(key.high);
        out.int64(key.low);
        out.int64(content.high);
        out.int64(content.low);
        out.int32(records);
        out.int64(atMs);
    }

    public static KeyRecord read(ByteBuffer from, int at) {
        return new KeyRecord(
                new Digest(from.getLong(at), from.getLong(at + 8)),
                new Digest(from.getLong(at + 16), from.getLong(at + 24)),
                from.getInt(at + 32),
                from.getLong(at + 36));
    }
}
