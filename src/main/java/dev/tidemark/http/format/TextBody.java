package dev.tidemark.http.format;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// An answer as JSON, NDJSON or CSV.
///
/// The last line of an NDJSON body is `{"_end":true,"rows":n,"next":…}`: a body without it was cut. A CSV has no such
/// line, but a cut one ends its connection without the last chunk of HTTP.
public final class TextBody extends AnswerBody {

    private final Format format;
    private final Envelope envelope;
    private final ByteSink out = new ByteSink();
    private final CellSink cells;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final @Nullable GZIPOutputStream gzip;

    /// @param limit the most rows; whoever reads looks for one more, which tells whether there is a next page
    /// @param envelope of a JSON answer
    public TextBody(Format format, List<Column> columns, long limit, Envelope envelope) {
        super(limit);
        this.format = format;
        this.envelope = envelope;
        this.cells = switch (format) {
            case JSON -> new JsonCells(out, columns, false);
            case NDJSON, NDJSON_GZ -> new JsonCells(out, columns, true);
            case CSV, CSV_GZ -> new CsvCells(out, columns);
            case PARQUET -> throw new IllegalArgumentException("Expected a format of texts, was " + format);
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

    @Override
    CellSink cells() {
        return cells;
    }

    @Override
    public Future<Buffer> end(@Nullable String next) {
        if (format == Format.JSON) {
            envelope.end(out, next);
        } else if (cells instanceof JsonCells) {
            out.put("{\"_end\":true,\"rows\":").whole(rows()).put(",\"next\":");
            out.put(next == null ? "null" : '"' + next + '"').put("}\n");
        }
        if (gzip != null) {
            pack(gzip, true);
        }
        return take();
    }

    @Override
    public Future<Buffer> take() {
        return Future.succeededFuture(taken());
    }

    private Buffer taken() {
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
