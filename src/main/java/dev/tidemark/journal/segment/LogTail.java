package dev.tidemark.journal.segment;

import dev.tidemark.journal.segment.format.FrameHeader;
import dev.tidemark.journal.segment.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the log, where frames are numbered, written and forced. Confined to the writer's thread, but for
/// [#raise] and [#lastSequence].
final class LogTail {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    private final UUID journal;
    private final SegmentLog log;
    private final SegmentFiles files;
    private final CRC32C crc = new CRC32C();
    private final AtomicLong lastSequence;
    private final long[] lastSequences = new long[Segment.SLOTS];
    private @Nullable Segment active;
    private long writeAt;
    private boolean isFull;
    private long frames;

    /// @param lastSequence no lower one is given out
    LogTail(UUID journal, SegmentLog log, SegmentFiles files, long lastSequence) {
        this.journal = journal;
        this.log = log;
        this.files = files;
        this.lastSequence = new AtomicLong(lastSequence);
        log.lastSequences(lastSequences);
    }

    /// Gives out no sequence up to this one any more. Thread-safe.
    void raise(long sequence) {
        lastSequence.accumulateAndGet(sequence, Math::max);
    }

    /// The last sequence that may have been given out. Thread-safe.
    long lastSequence() {
        return lastSequence.get();
    }

    /// Frames written so far.
    long frames() {
        return frames;
    }

    /// Makes room for `bytes` in the active segment, in a new one if need be.
    ///
    /// Once there was no room for a new one, every append is refused until there is: else small ones would overtake
    /// large ones.
    ///
    /// @throws JournalFault.Full where there is none
    Segment roomFor(int bytes) throws IOException {
        if (active == null || isFull || !fits(bytes)) {
            isFull = true;
            active = roll(bytes);
            isFull = false;
        }
        return active;
    }

    /// Whether so many bytes fit into the active segment.
    boolean fits(int bytes) {
        return active != null && writeAt + bytes <= active.bytes();
    }

    private Segment roll(int bytes) throws IOException {
        @Nullable Segment before = log.newest();
        var header = new SegmentHeader(journal, lastSequence.get() + 1, before == null ? 0 : before.first());
        Segment fresh = files.create(header, bytes);
        log.add(fresh);
        writeAt = SegmentHeader.BYTES;
        files.prepare();
        return fresh;
    }

    /// Numbers the frames in these buffers (each from 0 to its position), writes them to the active segment behind
    /// one another and forces them; readers see them from then on.
    void commit(Segment segment, List<ByteBuffer> buffers) throws IOException {
        long durable = log.durableSequence();
        var ready = new ByteBuffer[buffers.size()];
        long end = writeAt;
        for (int i = 0; i < ready.length; i++) {
            seal(segment, buffers.get(i), durable);
            ready[i] = buffers.get(i).flip();
            end += ready[i].limit();
        }
        segment.file().write(ready, writeAt);
        segment.file().force();
        writeAt = end;
        log.publish(segment, end, lastSequence.get(), lastSequences);
    }

    private void seal(Segment segment, ByteBuffer buffer, long durable) {
        int end = buffer.position();
        buffer.clear();
        for (int at = 0; at < end; at += buffer.getInt(at + FrameHeader.LENGTH_AT)) {
            long sequence = lastSequence.incrementAndGet();
            FrameHeader.seal(buffer, at, segment.salt(), sequence, durable, crc);
            segment.note(buffer, at);
            if (buffer.get(at + FrameHeader.TYPE_AT) == FrameHeader.RECORDS) {
                lastSequences[buffer.get(at + FrameHeader.DATASET_AT)] = sequence;
            }
            frames++;
        }
        buffer.position(end);
    }

    /// Cuts off what was written but never forced, as far as the failed disk still obeys, so that a restart does
    /// not find what its caller was told is lost.
    void discardUnforced() {
        if (active != null) {
            try {
                active.file().truncate(active.durableEnd());
                active.file().force();
            } catch (IOException e) {
                LOG.warn("could not cut off what was not forced, segment={}", active, e);
            }
        }
    }

    /// Gives back the unused rest of the active segment.
    void close() throws IOException {
        if (active != null) {
            active.file().truncate(active.durableEnd());
            active.file().force();
            log.count(active.durableEnd() - active.bytes());
            active.bytes(active.durableEnd());
            active = null;
        }
        files.close();
    }
}
