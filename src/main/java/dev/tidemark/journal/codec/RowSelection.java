package dev.tidemark.journal.codec;

import org.jspecify.annotations.Nullable;

/// Which rows of a batch are meant: the `count` rows whose numbers stand in `order` from `from` on, or, without an
/// order, the rows `from`, `from + 1`, and so on.
///
/// @param order not copied, not changed
/// @param marks the lane whose marks go along, or [#ALL_MARKS] or [#NO_MARKS]
// An array, since every append is taken apart with it.
@SuppressWarnings("ArrayRecordComponent")
public record RowSelection(int @Nullable [] order, int from, int count, int marks) {

    public static final int ALL_MARKS = -1;
    public static final int NO_MARKS = -2;

    int row(int i) {
        return order == null ? from + i : order[from + i];
    }

    boolean hasMarksOf(int lane) {
        return marks == ALL_MARKS || marks == lane;
    }
}
