package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.segment.format.AppendEncoder;
import dev.tidemark.journal.segment.format.Checkpoint;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.journal.segment.format.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes segments of which everything is acknowledged, oldest first, and saves the idempotency keys that only they
/// hold. Confined to the writer's thread.
final class LogTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final int KEYS_A_FRAME = 2_048;

    private final UUID journal;
    private final Path directory;
    private final Disk disk;
    private final SegmentLog log;
    private final LogTail tail;
    private final IdempotencyKeys keys;
    private final InstantSource clock;

    LogTrimmer(Recovery.Recovered recovered, SegmentStore.Place place, LogTail tail) {
        this.journal = recovered.journal();
        this.directory = place.directory();
        this.disk = place.disk();
        this.log = recovered.log();
        this.tail = tail;
        this.keys = recovered.keys();
        this.clock = place.clock();
    }

    void trim() throws IOException {
        for (Segment oldest = log.superfluous(); oldest != null; oldest = log.superfluous()) {
            boolean areKeysSaved = saveKeys(oldest.first());
            checkpoint();
            log.removeOldest();
            oldest.file().close();
            disk.delete(oldest.path());
            if (!areKeysSaved && !saveKeys(oldest.first())) {
                LOG.warn("no room for the idempotency keys of a removed segment, segment={}", oldest);
            }
        }
    }

    /// Writes down what is acknowledged.
    void checkpoint() throws IOException {
        disk.replace(
                directory.resolve(Checkpoint.NAME),
                new Checkpoint(journal, tail.lastSequence(), log.passed()).toBytes());
    }

    /// Copies keys forward; false where the log is full, so that the segment has to go first to make room. Until
    /// then they are in memory alone.
    private boolean saveKeys(long segment) throws IOException {
        List<KeyRecord> all = keys.onlyIn(segment, clock.millis());
        try {
            for (int from = 0; from < all.size(); from += KEYS_A_FRAME) {
                saveFrame(all.subList(from, Math.min(all.size(), from + KEYS_A_FRAME)));
            }
            return true;
        } catch (JournalFault.Full _) {
            return false;
        }
    }

    private void saveFrame(List<KeyRecord> some) throws IOException {
        var encoder = new AppendEncoder();
        encoder.encodeKeys(some);
        ByteBuffer frame = LittleEndian.buffer(encoder.length());
        frame.put(encoder.bytes(), 0, encoder.length());
        Segment into = tail.roomFor(encoder.length());
        tail.commit(into, List.of(frame));
        keys.moved(some, into.first());
    }
}
