package dev.tidemark.cold.make;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a file back as it lies in the object store and compares it with what the manifest says: the bytes by size and
/// SHA-256, the rows by decoding every one of them the way a query does. Thread-safe; blocks.
public final class Verification {

    private static final int CHUNK = 4 << 20;

    private final ObjectStore objects;
    private final ColdReader reader;

    public Verification(ObjectStore objects, ColdReader reader) {
        this.objects = objects;
        this.reader = reader;
    }

    /// Returns where everything is as it should be, else throws the [ColdFault].
    public void verify(ColdFile file) {
        verifyBytes(file);
        verifyRows(file);
    }

    private void verifyBytes(ColdFile file) {
        Optional<ObjectFacts> found = Wait.on(objects.head(file.key()));
        if (found.isEmpty()) {
            throw new ColdFault.Missing(file.key());
        }
        FileFacts facts = file.facts();
        expect(file, "bytes", facts.bytes(), found.get().bytes());
        expect(file, "SHA-256", facts.sha256(), sha256(file.key(), facts.bytes()));
    }

    /// The SHA-256 of the first `bytes` bytes of an object, in lower-case hexadecimal.
    public String sha256(String key, long bytes) {
        MessageDigest sha256 = sha256();
        for (long at = 0; at < bytes; at += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - at);
            Buffer chunk = Wait.on(objects.read(key, at, length));
            sha256.update(chunk.getBytes());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void verifyRows(ColdFile file) {
        var rows = new Rows(file);
        RecordCursor cursor = reader.open(file, null, TimeRange.ofDays(file.fromDay(), file.toDay()));
        try {
            for (var batch = Wait.on(cursor.next()); batch.isPresent(); batch = Wait.on(cursor.next())) {
                rows.add(batch.get());
            }
        } finally {
            Wait.on(cursor.close());
        }
        expect(file, "rows", file.facts().rows(), rows.count);
        expect(file, "first time", file.facts().minTimeUs(), rows.minTimeUs);
        expect(file, "last time", file.facts().maxTimeUs(), rows.maxTimeUs);
    }

    private static void expect(ColdFile file, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new ColdFault.Damaged(
                    file.key(), "Expected " + what + " of " + file.key() + " as " + expected + ", was " + found, null);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the decoded rows are like.
    private static final class Rows {

        private final ColdFile file;
        private final boolean isBySymbol;
        private long count;
        private long minTimeUs = Long.MAX_VALUE;
        private long maxTimeUs = Long.MIN_VALUE;
        private @Nullable String lastName;
        private long lastTimeUs;

        Rows(ColdFile file) {
            this.file = file;
            this.isBySymbol = file.partition().dataset() == Dataset.SAMPLES;
        }

        void add(RecordBatch rows) {
            for (int row = 0; row < rows.size(); row++) {
                String symbol = rows.series(row).symbol();
                String source = rows.series(row).source();
                expectName(isBySymbol ? source : symbol);
                expectOrder(isBySymbol ? symbol : source, rows.timeUs(row));
            }
            count += rows.size();
        }

        private void expectName(String partition) {
            if (!partition.equals(file.partition().name())) {
                expect(file, "partition", file.partition().name(), partition);
            }
        }

        private void expectOrder(String name, long timeUs) {
            if (!name.equals(lastName)) {
                if (lastName != null && NameOrder.INSTANCE.compare(lastName, name) > 0) {
                    expect(file, "the name after " + lastName, "a later one", name);
                }
                lastName = name;
            } else if (timeUs < lastTimeUs) {
                expect(file, "the time after " + lastTimeUs, "a later one", timeUs);
            }
            lastTimeUs = timeUs;
            minTimeUs = Math.min(minTimeUs, timeUs);
            maxTimeUs = Math.max(maxTimeUs, timeUs);
        }
    }
}
