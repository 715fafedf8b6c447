package dev.tidemark.cold.archive.rows;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Reads a file back from the object store before anything is given up for it: its size, its bytes, and its rows as a
/// query will read them. Whatever is not as it was written is a [ColdFault].
public final class Verification {

    private static final int RANGE = 4 << 20;

    private final ObjectStore objects;
    private final ColdReader reader;

    public Verification(ObjectStore objects, ColdReader reader) {
        this.objects = objects;
        this.reader = reader;
    }

    /// @param written the rows as they were written
    public void verify(ColdFile file, RowDigest written) {
        verifySize(file);
        verifyBytes(file);
        verifyRows(file, written);
    }

    private void verifySize(ColdFile file) {
        long bytes = Waiting.on(objects.head(file.key()))
                .orElseThrow(() -> new ColdFault.Missing(file.key()))
                .bytes();
        if (bytes != file.facts().bytes()) {
            throw damaged(
                    file, "Expected " + file.key() + " with " + file.facts().bytes() + " bytes, was " + bytes);
        }
    }

    private void verifyBytes(ColdFile file) {
        MessageDigest sha256 = sha256();
        long size = file.facts().bytes();
        for (long at = 0; at < size; at += RANGE) {
            Buffer bytes = Waiting.on(objects.read(file.key(), at, (int) Math.min(RANGE, size - at)));
            sha256.update(bytes.getBytes());
        }
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(file.facts().sha256())) {
            throw damaged(
                    file,
                    "Expected " + file.key() + " with SHA-256 " + file.facts().sha256() + ", was " + found);
        }
    }

    private void verifyRows(ColdFile file, RowDigest written) {
        var read = new RowDigest();
        try (RowSource rows = RowSource.of(reader.open(file, null, TimeRange.ofDays(file.fromDay(), file.toDay())))) {
            for (RecordBatch batch = rows.next(); batch != null; batch = rows.next()) {
                read.add(batch);
            }
        }
        if (!read.agreesWith(written)) {
            throw damaged(
                    file,
                    "Expected the " + written.rows() + " rows that were written to " + file.key() + ", was "
                            + (read.rows() == written.rows() ? "other ones" : read.rows() + " rows"));
        }
    }

    private static ColdFault damaged(ColdFile file, String sentence) {
        return new ColdFault.Damaged(file.key(), sentence, null);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
