package dev.tidemark.exchange.collect;

import org.jspecify.annotations.Nullable;

/// How far the venue's clock is ahead of ours, judged by the records that came fastest.
///
/// Every record says `venue time - receive time = skew - time on the way`, so the largest of many is nearest to the
/// skew. Two windows of records are kept, so that a clock that is set right is seen to be right soon.
final class ClockSkew {

    private static final int WINDOW = 1_000;

    private long currentUs = Long.MIN_VALUE;
    private long previousUs = Long.MIN_VALUE;
    private int inWindow;

    /// Takes a record into account; one without a time of its own (both equal) says nothing.
    void note(long timeUs, long receivedUs) {
        if (timeUs == receivedUs) {
            return;
        }
        currentUs = Math.max(currentUs, timeUs - receivedUs);
        if (++inWindow == WINDOW) {
            previousUs = currentUs;
            currentUs = Long.MIN_VALUE;
            inWindow = 0;
        }
    }

    /// In milliseconds; null before the first record with a time.
    @Nullable
    Long millis() {
        long us = Math.max(currentUs, previousUs);
        return us == Long.MIN_VALUE ? null : Math.floorDiv(us, 1_000);
    }
}
