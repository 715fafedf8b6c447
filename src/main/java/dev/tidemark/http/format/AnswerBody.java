package dev.tidemark.http.format;

import dev.tidemark.cursor.RowKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// The body of an answer, made piece by piece. For one answer and one context; one call at a time.
public abstract sealed class AnswerBody permits TextBody, TableBody {

    private final long limit;
    private long rows;
    private @Nullable RowKey last;
    private boolean hasMore;

    /// @param limit the most rows; whoever reads looks for one more, which tells whether there is a next page
    AnswerBody(long limit) {
        this.limit = limit;
    }

    /// Whether the page is full: no further row will be written.
    public final boolean isFull() {
        return hasMore;
    }

    /// Rows written so far.
    public final long rows() {
        return rows;
    }

    /// The last row written; null before the first one.
    public final @Nullable RowKey last() {
        return last;
    }

    /// Writes rows from `from` on, no more than `maxRows`, and returns the number of the first one not looked at.
    public final int write(Page page, int from, int maxRows) {
        int to = Math.min(page.size(), from + maxRows);
        int until = to - from > limit - rows ? from + (int) (limit - rows) : to;
        CellSink cells = cells();
        for (int row = from; row < until; row++) {
            cells.beginRow();
            page.write(cells, row);
            cells.endRow();
        }
        if (until > from) {
            rows += until - from;
            last = page.key(until - 1);
        }
        hasMore = until < to;
        return hasMore ? page.size() : to;
    }

    /// Gives the bytes that are new since the last call. There may be none for many rows.
    public abstract Future<Buffer> take();

    /// Ends the body and gives the rest of it.
    ///
    /// @param next the cursor of the next page; null on the last one
    public abstract Future<Buffer> end(@Nullable String next);

    /// Frees what making it needs. Idempotent; may come at any time.
    public void close() {
        // Most of them need nothing but memory.
    }

    abstract CellSink cells();
}
