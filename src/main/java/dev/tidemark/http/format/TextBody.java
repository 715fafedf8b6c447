package dev.tidemark.http.format;

import dev.tidemark.cursor.RowKey;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The body of an answer, made piece by piece. For one answer and one thread.
///
/// The last line of an NDJSON body is `{"_end":true,"rows":n,"next":…}`: a body without it was cut. A CSV has no such
/// line, but a cut one ends its connection without the last chunk of HTTP.
public final class TextBody {

    private final Format format;
    private final long limit;
    private final Envelope envelope;
    private final ByteSink out = new ByteSink();
    private final CellSink cells;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final @Nullable GZIPOutputStream gzip;
    private long rows;
    private @Nullable RowKey last;
    private boolean hasMore;

    /// @param limit the most rows; whoever reads looks for one more, which tells whether there is a next page
    /// @param envelope of a JSON answer
    public TextBody(Format format, List<Column> columns, long limit, Envelope envelope) {
        this.format = format;
        this.limit = limit;
        this.envelope = envelope;
        this.cells = switch (format) {
            case JSON -> new JsonCells(out, columns, false);
            case NDJSON, NDJSON_GZ -> new JsonCells(out, columns, true);
            case CSV, CSV_GZ -> new CsvCells(out, columns);
        };
        try {
            this.gzip = format.isGzip() ? new GZIPOutputStream(packed, 16 << 10) : null;
        } catch (IOException e) {
            throw impossible(e);
        }
        if (format == Format.JSON) {
            envelope.begin(out);
        } else if (cells instanceof CsvCells) {
            out.put(CsvCells.header(columns));
        }
    }

    /// Whether the page is full: no further row will be written.
    public boolean isFull() {
        return hasMore;
    }

    /// Rows written so far.
    public long rows() {
        return rows;
    }

    /// The last row written; null before the first one.
    public @Nullable RowKey last() {
        return last;
    }

    /// Writes rows from `from` on, no more than `maxRows`, and returns the number of the first one not looked at.
    public int write(Page page, int from, int maxRows) {
        int to = Math.min(page.size(), from + maxRows);
        int until = to - from > limit - rows ? from + (int) (limit - rows) : to;
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

    /// Ends the body.
    ///
    /// @param next the cursor of the next page; null on the last one
    public void end(@Nullable String next) {
        if (format == Format.JSON) {
            envelope.end(out, next);
        } else if (cells instanceof JsonCells) {
            out.put("{\"_end\":true,\"rows\":").whole(rows).put(",\"next\":");
            out.put(next == null ? "null" : '"' + next + '"').put("}\n");
        }
        if (gzip != null) {
            pack(gzip, true);
        }
    }

    /// What has been written since the last call.
    public Buffer take() {
        if (gzip == null) {
            return out.take();
        }
        pack(gzip, false);
        Buffer piece = Buffer.buffer(packed.toByteArray());
        packed.reset();
        return piece;
    }

    private void pack(GZIPOutputStream into, boolean isEnd) {
        try {
            if (out.size() > 0) {
                into.write(out.take().getBytes());
            }
            if (isEnd) {
                into.finish();
            }
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("Expected no failing write to memory", e);
    }
}
