package dev.tidemark.cold.make;

import static dev.tidemark.cold.make.ObjectBytes.expect;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.RowDigest;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import org.jspecify.annotations.Nullable;

/// Reads a file back as it lies in the object store and compares it with what was written, or with what the manifest
/// says: the bytes by size and SHA-256, the rows by decoding every one of them the way a query does: their number,
/// order, times, and the digest of all that stands in them. Thread-safe; blocks.
public final class Verification {

    private final ObjectBytes bytes;
    private final ColdReader reader;

    public Verification(ObjectStore objects, ColdReader reader) {
        this.bytes = new ObjectBytes(objects);
        this.reader = reader;
    }

    /// Returns where everything is as it should be, else throws the [ColdFault].
    public void verify(ColdFile file) {
        bytes.verify(file);
        verifyRows(file);
    }

    private void verifyRows(ColdFile file) {
        var rows = new Rows(file);
        try (RowSource source = RowSource.of(reader.open(file, null, TimeRange.ofDays(file.fromDay(), file.toDay())))) {
            for (RecordBatch batch = source.next(); batch != null; batch = source.next()) {
                rows.add(batch);
            }
        }
        expect(file, "rows", file.facts().rows(), rows.digest.rows());
        expect(file, "first time", file.facts().minTimeUs(), rows.minTimeUs);
        expect(file, "last time", file.facts().maxTimeUs(), rows.maxTimeUs);
        Long digest = file.facts().rowDigest();
        if (digest != null) {
            expect(file, "the digest of all values", digest, rows.digest.value());
        }
    }

    /// What the decoded rows are like.
    private static final class Rows {

        private final ColdFile file;
        private final boolean isBySymbol;
        private final RowDigest digest = new RowDigest();
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
            digest.add(rows);
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
