package dev.tidemark.journal.codec;

import dev.tidemark.market.RecordBatch;

/// Event times that are usually whole milliseconds or seconds: the largest unit that divides all of them, and how many
/// of it each is. A day in milliseconds takes 4 bytes a row, in microseconds it would take 8.
///
/// @param unitUs one of 1, 1 000 and 1 000 000
record TimeColumn(long unitUs, ByteSource.LongColumn units) {

    private static final long[] UNITS_US = {1, 1_000, 1_000_000};

    static void write(RecordBatch batch, RowSelection rows, ColumnWriter columns) {
        int code = code(batch, rows);
        columns.out().int8(code);
        long[] column = columns.longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            column[i] = batch.timeUs(rows.row(i)) / UNITS_US[code];
        }
        columns.out().longs(column, rows.count());
    }

    private static int code(RecordBatch batch, RowSelection rows) {
        int code = UNITS_US.length - 1;
        for (int i = 0; i < rows.count() && code > 0; i++) {
            while (batch.timeUs(rows.row(i)) % UNITS_US[code] != 0) {
                code--;
            }
        }
        return code;
    }

    static TimeColumn read(ByteSource in, int rows) throws FrameFault {
        int code = in.int8();
        if (code < 0 || code >= UNITS_US.length) {
            throw new FrameFault("Expected a unit of time of 0 to " + (UNITS_US.length - 1) + ", was " + code);
        }
        return new TimeColumn(UNITS_US[code], in.longs(rows));
    }

    /// The time of a row in microseconds since the epoch.
    long at(int row) {
        return units.at(row) * unitUs;
    }
}
