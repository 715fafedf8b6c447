package dev.tidemark.journal.segment;

import dev.tidemark.journal.Position;
import dev.tidemark.journal.segment.format.FrameCursor;
import dev.tidemark.journal.segment.format.FrameHeader;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.journal.segment.format.LittleEndian;
import dev.tidemark.journal.segment.format.SegmentHeader;
import dev.tidemark.market.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one segment from begin to end, tells appends that are whole from those that are not, and makes it end behind
/// the last frame that counts. Blocks; confined to one thread.
final class SegmentScan {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentScan.class);

    private record Note(Dataset dataset, int lane, long origin) {}

    /// Frames of one append that follow each other.
    private static final class Run {
        final long from;
        final boolean hasBegin;
        final List<Note> notes = new ArrayList<>(1);
        int nextInAppend;
        long end;
        long lastSequence;

        @Nullable
        KeyRecord key;

        Run(long from, int inAppend) {
            this.from = from;
            this.hasBegin = inAppend == 0;
            this.nextInAppend = inAppend;
        }
    }

    private record Damage(long from, long end) {}

    private final Segment segment;
    private final long fileBytes;
    private final FrameCursor cursor;
    private final List<Run> broken = new ArrayList<>();
    private final List<Damage> damage = new ArrayList<>();
    private final List<KeyRecord> keys = new ArrayList<>();
    private final long[] lastSequences = new long[Segment.SLOTS];
    private @Nullable Run run;
    private long lastSequence;
    private long durable;
    private long keptEnd = SegmentHeader.BYTES;

    SegmentScan(Segment segment) {
        this.segment = segment;
        this.fileBytes = segment.bytes();
        this.cursor = new FrameCursor(segment.file()::read, segment.salt(), this::damaged);
    }

    Segment segment() {
        return segment;
    }

    /// The last sequence seen, whole or not.
    long lastSequence() {
        return lastSequence;
    }

    /// The highest sequence that a frame in here says was durable before it.
    long durable() {
        return durable;
    }

    /// The keys found, oldest first; complete after [#settle].
    List<KeyRecord> keys() {
        return keys;
    }

    /// The last sequence of each dataset that is kept, 0 where there is none; complete after [#settle].
    long[] lastSequences() {
        return lastSequences;
    }

    boolean isEmpty() {
        return keptEnd == SegmentHeader.BYTES;
    }

    void read() throws IOException {
        while (cursor.next(fileBytes)) {
            readFrame(cursor.buffer().get(cursor.frame() + FrameHeader.TYPE_AT));
        }
        endRun();
    }

    private void readFrame(int type) throws IOException {
        boolean isIntact = type == FrameHeader.FILLER || cursor.isPayloadIntact(fileBytes);
        long sequence = FrameHeader.sequence(cursor.buffer(), cursor.frame());
        if (!isIntact || sequence <= lastSequence) {
            damaged(cursor.offset(), cursor.end());
            return;
        }
        lastSequence = sequence;
        durable = Math.max(durable, FrameHeader.durable(cursor.buffer(), cursor.frame()));
        if (type == FrameHeader.RECORDS) {
            readRecords(sequence);
        } else {
            endRun();
            keptEnd = cursor.end();
            readKeys(type);
        }
    }

    private void readRecords(long sequence) {
        ByteBuffer buffer = cursor.buffer();
        int at = cursor.frame();
        int inAppend = buffer.getInt(at + FrameHeader.IN_APPEND_AT);
        if (run == null || inAppend != run.nextInAppend || sequence != run.lastSequence + 1) {
            endRun();
            run = new Run(cursor.offset(), inAppend);
        }
        int flags = buffer.get(at + FrameHeader.FLAGS_AT);
        run.notes.add(new Note(
                Dataset.ofCode(buffer.get(at + FrameHeader.DATASET_AT)),
                buffer.get(at + FrameHeader.LANE_AT),
                Position.origin(sequence, Math.max(FrameHeader.rows(buffer, at), 1) - 1)));
        run.key = (flags & FrameHeader.KEYED) == 0 ? null : KeyRecord.read(buffer, at + FrameHeader.BYTES);
        run.end = cursor.end();
        run.lastSequence = sequence;
        run.nextInAppend++;
        if ((flags & FrameHeader.END) != 0 && run.hasBegin) {
            keep(run);
            run = null;
        } else if ((flags & FrameHeader.END) != 0) {
            endRun();
        }
    }

    private void readKeys(int type) {
        for (int at = FrameHeader.BYTES; type == FrameHeader.KEYS && at + KeyRecord.BYTES <= cursor.length(); ) {
            keys.add(KeyRecord.read(cursor.buffer(), cursor.frame() + at));
            at += KeyRecord.BYTES;
        }
    }

    private void damaged(long from, long end) {
        endRun();
        damage.add(new Damage(from, end));
        segment.damaged(from);
    }

    /// Sets aside the frames of an append that does not go on or has not begun.
    private void endRun() {
        if (run != null) {
            broken.add(run);
            run = null;
        }
    }

    private void keep(Run kept) {
        for (Note note : kept.notes) {
            segment.note(note.dataset, note.lane, note.origin);
            int dataset = note.dataset.code();
            lastSequences[dataset] = Math.max(lastSequences[dataset], note.origin >>> Position.INDEX_BITS);
        }
        if (kept.key != null) {
            keys.add(kept.key);
        }
        keptEnd = Math.max(keptEnd, kept.end);
    }

    /// Decides about appends that are not whole: what was acknowledged is kept as it is, what never was goes
    /// altogether. Then cuts off what follows the last frame, and forces what is not yet.
    ///
    /// @param proven the highest sequence known to have been durable
    /// @return places that are passed over and lie among frames, or in a segment that was finished
    int settle(long proven, boolean isNewest) throws IOException {
        broken.stream().filter(each -> each.lastSequence <= proven).forEach(this::keep);
        // The newest may hold frames that were written and never forced; they are about to be read.
        boolean isToForce = isNewest || keptEnd < fileBytes;
        for (Run each : broken) {
            if (each.lastSequence > proven && each.from < keptEnd) {
                overwrite(each);
                isToForce = true;
            }
        }
        int passedOver = countDamage(isNewest);
        if (keptEnd < fileBytes) {
            segment.file().truncate(keptEnd);
        }
        if (isToForce) {
            segment.file().force();
        }
        segment.bytes(keptEnd);
        segment.durableEnd(keptEnd);
        return passedOver;
    }

    private void overwrite(Run unacknowledged) throws IOException {
        LOG.warn(
                "an append that never became complete is taken out, segment={}, from={}, bytes={}",
                segment,
                unacknowledged.from,
                unacknowledged.end - unacknowledged.from);
        int length = (int) (unacknowledged.end - unacknowledged.from);
        var filler = FrameHeader.filler(length, segment.salt(), unacknowledged.lastSequence, new CRC32C());
        segment.file().write(new ByteBuffer[] {filler}, unacknowledged.from);
    }

    private int countDamage(boolean isNewest) throws IOException {
        int count = 0;
        for (Damage each : damage) {
            boolean isTail = each.from >= keptEnd;
            if (isTail && isZero(each)) {
                continue;
            }
            if (isTail && isNewest) {
                LOG.warn("a torn tail is cut off, segment={}, from={}", segment, each.from);
            } else {
                LOG.error("damage is passed over, segment={}, from={}, end={}", segment, each.from, each.end);
                count++;
            }
        }
        return count;
    }

    private boolean isZero(Damage place) throws IOException {
        ByteBuffer bytes = LittleEndian.buffer(64 << 10);
        for (long at = place.from; at < place.end; ) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), place.end - at));
            int read = segment.file().read(bytes, at);
            if (read <= 0) {
                return true;
            }
            for (int i = 0; i < read; i++) {
                if (bytes.get(i) != 0) {
                    return false;
                }
            }
            at += read;
        }
        return true;
    }
}
