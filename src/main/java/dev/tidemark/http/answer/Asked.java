package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TimeRange;
import dev.tidemark.query.SeriesQuery;
import dev.tidemark.query.reduce.Reduction;
import org.jspecify.annotations.Nullable;

/// What a request for rows wants, checked.
///
/// @param range of the whole query, whichever page of it this is
/// @param after the last row of the page before; null for the first page
/// @param reduction null for the rows as they are
/// @param limit rows of the page; [Long#MAX_VALUE] for all
public record Asked(
        Names names,
        TimeRange range,
        @Nullable RowKey after,
        @Nullable Reduction reduction,
        Format format,
        long limit) {

    /// Everything that its cursor belongs to.
    public static String identity(Names names, @Nullable Reduction reduction) {
        return names + " " + reduction;
    }

    /// The rows that are needed: one more than the page holds, which tells whether there is a next one.
    SeriesQuery query() {
        Reduction reduced = reduction;
        if (reduced == null) {
            return query(range, after, limit == Long.MAX_VALUE ? limit : limit + 1);
        }
        if (after == null || !(reduced instanceof Reduction.Buckets buckets)) {
            return query(range, null, Long.MAX_VALUE);
        }
        // Buckets are made anew: of samples behind the last one given; of feeds from it on, since other sources have it
        // too.
        long fromUs = Math.max(range.fromUs(), after.timeUs());
        return names.partition().dataset() == Dataset.SAMPLES
                ? query(range, new RowKey(after.name(), after.timeUs() + buckets.intervalUs() - 1, 0), Long.MAX_VALUE)
                : query(new TimeRange(fromUs, Math.max(fromUs, range.toUs())), null, Long.MAX_VALUE);
    }

    /// The cursor of the page behind a row.
    String next(RowKey last) {
        return PageCursor.write(range, last, identity(names, reduction));
    }

    /// What to say of a cursor of something else.
    public static Problem foreignCursor() {
        return Problem.parameter(
                "cursor", "Expected 'next' of an answer to the same query and range, was something else");
    }

    private SeriesQuery query(TimeRange of, @Nullable RowKey behind, long rows) {
        return new SeriesQuery(names.partition(), names.names(), of, behind, rows);
    }
}
