package dev.tidemark.journal;

/// How far one lane of one dataset has been consumed: the first `index` rows of frame `sequence` and every earlier
/// frame of that lane. [#START] is before the first frame.
///
/// @param sequence the frame's number in its journal, from 1; 0 at the start
/// @param index rows of that frame that are consumed; a frame without rows counts as one
public record Position(long sequence, int index) implements Comparable<Position> {

    public static final Position START = new Position(0, 0);

    /// Bits of an origin that hold the index: no frame holds more rows than this allows.
    public static final int INDEX_BITS = 12;

    /// The most rows in a frame.
    public static final int MAX_ROWS = 1 << INDEX_BITS;

    public Position {
        if (sequence < 0 || index < 0 || index > MAX_ROWS) {
            throw new IllegalArgumentException("Expected a position of sequence >= 0 and index 0 to " + MAX_ROWS
                    + ", was " + sequence + "/" + index);
        }
    }

    /// The origin of the row `index` of frame `sequence`, as kept by [dev.tidemark.market.RecordBatch#origin].
    public static long origin(long sequence, int index) {
        return sequence << INDEX_BITS | index;
    }

    /// The position just after the row with this origin.
    public static Position after(long origin) {
        return new Position(origin >>> INDEX_BITS, (int) (origin & (MAX_ROWS - 1)) + 1);
    }

    @Override
    public int compareTo(Position that) {
        int bySequence = Long.compare(sequence, that.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(index, that.index);
    }
}
