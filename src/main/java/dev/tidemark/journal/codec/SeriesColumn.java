package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import org.jspecify.annotations.Nullable;

/// Which series each row belongs to, as read. Series are interned through [SeriesCache].
///
/// @param numbers null where there is one series at most
// An array, since it is read for every row of every frame.
@SuppressWarnings("ArrayRecordComponent")
record SeriesColumn(Series[] names, ByteSource.@Nullable LongColumn numbers) {

    static SeriesColumn read(ByteSource in, Dataset dataset, int rows) throws FrameFault {
        // Each name is a length and at least one byte, twice.
        int count = in.countOf("series", 4);
        if (count > rows || (count == 0 && rows > 0)) {
            throw new FrameFault("Expected series for " + rows + " rows, was " + count);
        }
        Series[] names = new Series[count];
        for (int i = 0; i < count; i++) {
            names[i] = SeriesCache.SHARED.read(in, dataset);
        }
        return new SeriesColumn(names, count > 1 ? in.longs(rows) : null);
    }

    Series at(int row) throws FrameFault {
        if (numbers == null) {
            return names[0];
        }
        long number = numbers.at(row);
        if (number < 0 || number >= names.length) {
            throw new FrameFault("Expected a series of 0 to " + (names.length - 1) + ", was " + number);
        }
        return names[(int) number];
    }
}
