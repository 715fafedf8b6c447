package dev.tidemark.cursor;

import dev.tidemark.market.RecordBatch;

/// The place of a row in the order of an answer.
///
/// @param name the point of a sample; empty for the others, whose order does not look at names
/// @param origin tells rows of one time apart; 0 for samples, of which there is one at a time
public record RowKey(String name, long timeUs, long origin) {

    /// The place before every row of this name (or, where names do not count, of any) from this time on.
    public static RowKey before(String name, long timeUs) {
        return new RowKey(name, timeUs, Long.MIN_VALUE);
    }

    static RowKey of(RowOrder order, RecordBatch rows, int row) {
        return new RowKey(order.name(rows, row), rows.timeUs(row), order.origin(rows, row));
    }
}
