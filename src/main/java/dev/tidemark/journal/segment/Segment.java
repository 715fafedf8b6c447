package dev.tidemark.journal.segment;

import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.segment.format.FrameHeader;
import dev.tidemark.journal.segment.format.SegmentHeader;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// One file of the log and what is known of its content.
///
/// The writer's thread notes frames and moves [#durableEnd]; readers read up to there. The ends of lanes are safe to
/// read from other threads once the segment is sealed, which [SegmentLog] does under its lock.
final class Segment {

    /// The length of an array with a place for each dataset, by its code.
    static final int SLOTS =
            1 + Arrays.stream(Dataset.values()).mapToInt(Dataset::code).max().orElse(0);

    private final Path path;
    private final Disk.File file;
    private final SegmentHeader header;
    private final int salt;
    private final long[][] lastOrigins = new long[SLOTS][Series.LANES];
    private final Set<Long> damagedFrom = new HashSet<>();
    private volatile long durableEnd;
    private volatile long bytes;

    /// @param bytes size of the file
    /// @param durableEnd offset behind the last durable frame
    Segment(Path path, Disk.File file, SegmentHeader header, long bytes, long durableEnd) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.salt = header.salt();
        this.bytes = bytes;
        this.durableEnd = durableEnd;
    }

    Path path() {
        return path;
    }

    Disk.File file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    long first() {
        return header.first();
    }

    int salt() {
        return salt;
    }

    long bytes() {
        return bytes;
    }

    void bytes(long size) {
        bytes = size;
    }

    long durableEnd() {
        return durableEnd;
    }

    void durableEnd(long offset) {
        durableEnd = offset;
    }

    /// Notes the records frame whose header begins at `at`; other frames are nobody's to consume.
    void note(ByteBuffer buffer, int at) {
        if (buffer.get(at + FrameHeader.TYPE_AT) == FrameHeader.RECORDS) {
            int lastIndex = Math.max(FrameHeader.rows(buffer, at), 1) - 1;
            note(
                    Dataset.ofCode(buffer.get(at + FrameHeader.DATASET_AT)),
                    buffer.get(at + FrameHeader.LANE_AT),
                    Position.origin(FrameHeader.sequence(buffer, at), lastIndex));
        }
    }

    /// Notes the origin of a row of this lane.
    void note(Dataset dataset, int lane, long origin) {
        long[] last = lastOrigins[dataset.code()];
        last[lane] = Math.max(last[lane], origin);
    }

    /// Whether everything of this dataset in here lies before these positions.
    boolean isPassed(Dataset dataset, Positions positions) {
        long[] last = lastOrigins[dataset.code()];
        for (int lane = 0; lane < last.length; lane++) {
            if (last[lane] != 0 && positions.get(lane).compareTo(Position.after(last[lane])) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Notes that no intact frame begins at this offset; false where that was known already.
    synchronized boolean damaged(long from) {
        return damagedFrom.add(from);
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
