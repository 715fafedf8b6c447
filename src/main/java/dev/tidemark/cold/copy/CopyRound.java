package dev.tidemark.cold.copy;

/// What was done to copies.
///
/// @param copied files
/// @param bytes of them
/// @param removed copies of files that are gone
/// @param failed files of which no copy could be made; the next round tries again
public record CopyRound(long copied, long bytes, long removed, long failed) {

    static final CopyRound NOTHING = new CopyRound(0, 0, 0, 0);
    static final CopyRound REMOVED = new CopyRound(0, 0, 1, 0);
    static final CopyRound FAILED = new CopyRound(0, 0, 0, 1);

    static CopyRound copied(long bytes) {
        return new CopyRound(1, bytes, 0, 0);
    }

    CopyRound plus(CopyRound that) {
        return new CopyRound(copied + that.copied, bytes + that.bytes, removed + that.removed, failed + that.failed);
    }
}
