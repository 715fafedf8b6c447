package dev.tidemark.cursor;

import java.util.function.Supplier;

/// One stream of a [MergeCursor].
///
/// @param from no row of it comes before this place, so that it need not be opened earlier
/// @param rank of two rows in the same place the one of the lower rank comes first, and of two samples it is the one
///     that counts
/// @param tag what the one who counts rows wants to know of it
/// @param open opens it; called once, at most
public record MergeInput(RowKey from, int rank, Object tag, Supplier<RecordCursor> open) {}
