package dev.tidemark.query;

import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.market.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows are wanted.
///
/// @param names points or sources; null for all
/// @param after the last row of the page before; null for the first page
/// @param maxRows the most that are needed
/// @param orNone whether a partition that nobody knows has no rows, instead of being a failure
public record SeriesQuery(
        Partition partition,
        @Nullable List<String> names,
        TimeRange range,
        @Nullable RowKey after,
        long maxRows,
        boolean orNone) {

    public SeriesQuery(
            Partition partition, @Nullable List<String> names, TimeRange range, @Nullable RowKey after, long maxRows) {
        this(partition, names, range, after, maxRows, false);
    }

    public SeriesQuery {
        names = names == null ? null : List.copyOf(names);
    }

    /// The rows behind a place, no more than so many.
    SeriesQuery behind(@Nullable RowKey place, long rows) {
        return new SeriesQuery(partition, names, range, place == null ? after : place, rows, orNone);
    }

    /// The same, for a partition that is known otherwise.
    public SeriesQuery withNoneAllowed() {
        return new SeriesQuery(partition, names, range, after, maxRows, true);
    }
}
