package dev.tidemark.hot.postgres.write;

import dev.tidemark.market.Dataset;
import java.time.LocalDate;
import java.util.BitSet;

/// The days of a batch as the writer believes them to be.
///
/// @param days in ascending order
/// @param epochs how often some partition was sealed on each
/// @param late rows of sealed partitions, which go into the table of the late ones; not changed
@SuppressWarnings("ArrayRecordComponent") // Parameters of a statement; shared by one write alone.
record BatchDays(LocalDate[] days, Long[] epochs, BitSet late) {

    static final BatchDays NONE = new BatchDays(new LocalDate[0], new Long[0], new BitSet(0));

    boolean isEmpty() {
        return days.length == 0;
    }

    /// The arguments of `tidemark_open_days`.
    Object[] openArguments(Dataset dataset) {
        return new Object[] {dataset.label(), days, epochs};
    }
}
