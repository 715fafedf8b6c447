package dev.tidemark.journal.segment;

import dev.tidemark.journal.FrameCodec;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.codec.FrameFault;
import dev.tidemark.journal.segment.format.FrameCursor;
import dev.tidemark.journal.segment.format.FrameHeader;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TradeBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks over the durable frames of one dataset, from segment to segment. Blocks; confined to its reader's thread.
final class DatasetCursor {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetCursor.class);

    private final SegmentLog log;
    private final Dataset dataset;
    private final Positions from;
    private @Nullable Segment segment;
    private @Nullable FrameCursor cursor;
    private volatile long seenSequence;

    /// @param from owned from here on
    DatasetCursor(SegmentLog log, Dataset dataset, Positions from) {
        this.log = log;
        this.dataset = dataset;
        this.from = from;
    }

    /// The next frames: waits for one, then takes what there is until `maxRows` rows are reached. Empty once given
    /// up or closed.
    List<JournalFrame> next(int maxRows, BooleanSupplier isGivenUp) throws IOException, InterruptedException {
        var frames = new ArrayList<JournalFrame>();
        int rows = 0;
        while (rows < maxRows && !isGivenUp.getAsBoolean()) {
            long durable = log.lastSequence(dataset);
            @Nullable JournalFrame frame = nextFrame();
            if (frame != null) {
                frames.add(frame);
                rows += Math.max(frame.rows().size(), 1);
                continue;
            }
            // Also past what is damaged or was consumed before: it is not waited for.
            seenSequence = Math.max(seenSequence, durable);
            if (!frames.isEmpty() || !log.awaitBeyond(dataset, seenSequence, isGivenUp)) {
                break;
            }
        }
        return frames;
    }

    /// Whether everything that is durable now has been seen. From any thread.
    boolean isCaughtUp() {
        return seenSequence >= log.lastSequence(dataset);
    }

    /// The next frame that is durable now; null where there is none.
    private @Nullable JournalFrame nextFrame() throws IOException {
        while (hasSegment()) {
            try {
                @Nullable JournalFrame frame = nextInSegment();
                if (frame != null) {
                    return frame;
                }
            } catch (ClosedChannelException _) {
                // It was removed, so everything in it is acknowledged.
                LOG.debug("a segment was removed while it was read, segment={}", segment);
                open(log.after(Objects.requireNonNull(segment)));
                continue;
            }
            if (!hasNextSegment()) {
                return null;
            }
        }
        return null;
    }

    private boolean hasSegment() {
        if (segment == null) {
            open(log.firstNeeded(dataset, from));
        }
        return segment != null;
    }

    /// Steps to the next segment, unless the end of this one has moved in the meantime.
    private boolean hasNextSegment() {
        Segment current = Objects.requireNonNull(segment);
        @Nullable Segment next = log.after(current);
        if (next == null) {
            return false;
        }
        if (Objects.requireNonNull(cursor).end() >= current.durableEnd()) {
            open(next);
        }
        return true;
    }

    private void open(@Nullable Segment next) {
        segment = next;
        if (next != null) {
            cursor = new FrameCursor(next.file()::read, next.salt(), (from, _) -> passOver(next, from));
        }
    }

    private void passOver(Segment damaged, long offset) {
        if (damaged.damaged(offset)) {
            log.countCorruptFrame();
            LOG.error("damage is passed over, segment={}, from={}", damaged, offset);
        }
    }

    private @Nullable JournalFrame nextInSegment() throws IOException {
        FrameCursor frames = Objects.requireNonNull(cursor);
        Segment current = Objects.requireNonNull(segment);
        long end = current.durableEnd();
        while (frames.next(end)) {
            ByteBuffer buffer = frames.buffer();
            int at = frames.frame();
            if (!FrameHeader.isOf(dataset, buffer, at)) {
                continue;
            }
            seenSequence = FrameHeader.sequence(buffer, at);
            int lane = buffer.get(at + FrameHeader.LANE_AT);
            var frameEnd = new Position(seenSequence, Math.max(FrameHeader.rows(buffer, at), 1));
            if (from.get(lane).compareTo(frameEnd) >= 0) {
                continue;
            }
            if (frames.isPayloadIntact(end)) {
                @Nullable RecordBatch rows = decode(frames);
                if (rows != null) {
                    return new JournalFrame(lane, seenSequence, frameEnd, behindStart(rows, lane));
                }
            }
            passOver(current, frames.offset());
        }
        return null;
    }

    private static @Nullable RecordBatch decode(FrameCursor frames) {
        int at = frames.frame();
        boolean isKeyed = (frames.buffer().get(at + FrameHeader.FLAGS_AT) & FrameHeader.KEYED) != 0;
        int payload = FrameHeader.BYTES + (isKeyed ? KeyRecord.BYTES : 0);
        try {
            return FrameCodec.decode(frames.bytes(), at + payload, frames.length() - payload);
        } catch (FrameFault e) {
            LOG.error("a frame with an intact checksum cannot be understood", e);
            return null;
        }
    }

    /// Sets the origins, and drops the rows that lie before the start position.
    private RecordBatch behindStart(RecordBatch rows, int lane) {
        for (int row = 0; row < rows.size(); row++) {
            rows.origin(row, Position.origin(seenSequence, row));
        }
        Position start = from.get(lane);
        if (start.sequence() != seenSequence || start.index() == 0) {
            return rows;
        }
        RecordBatch rest = rows.newEmpty(rows.size() - start.index());
        for (int row = start.index(); row < rows.size(); row++) {
            rest.copyRow(rows, row);
        }
        // Marks count with the last row of their frame.
        if (rows instanceof TradeBatch trades && rest instanceof TradeBatch restOfTrades) {
            for (FeedMark mark : trades.marks()) {
                restOfTrades.mark(mark);
            }
        }
        return rest;
    }
}
