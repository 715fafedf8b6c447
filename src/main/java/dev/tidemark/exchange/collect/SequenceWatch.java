package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Intake;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the holes in a connection's own message counter.
///
/// A replayed socket carries several recorded connections merged by time, each with a counter of its own. So a
/// number that continues none of the counters seen begins another one if it lies below them all, and is a loss
/// otherwise. A live socket has one counter and this makes no difference to it.
final class SequenceWatch {

    private static final int MAX_COUNTERS = 8;

    /// Messages `from` to `to`, both included, never came.
    record Lost(long from, long to) {}

    private final long[] expected = new long[MAX_COUNTERS];
    private int counters;

    /// Takes the next message's number; returns what is missing before it.
    @Nullable
    Lost next(long sequence) {
        if (sequence == Intake.NO_SEQUENCE) {
            return null;
        }
        int nearest = -1;
        for (int i = 0; i < counters; i++) {
            if (expected[i] == sequence) {
                expected[i]++;
                return null;
            }
            if (expected[i] < sequence && (nearest < 0 || expected[i] > expected[nearest])) {
                nearest = i;
            }
        }
        return nearest < 0 ? begin(sequence) : jump(nearest, sequence);
    }

    private @Nullable Lost begin(long sequence) {
        if (counters == MAX_COUNTERS) {
            System.arraycopy(expected, 1, expected, 0, MAX_COUNTERS - 1);
            counters--;
        }
        expected[counters++] = sequence + 1;
        return null;
    }

    private Lost jump(int counter, long sequence) {
        var lost = new Lost(expected[counter], sequence - 1);
        expected[counter] = sequence + 1;
        return lost;
    }

    @Override
    public String toString() {
        return "expecting " + Arrays.toString(Arrays.copyOf(expected, counters));
    }
}
