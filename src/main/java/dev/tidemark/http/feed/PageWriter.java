package dev.tidemark.http.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.tidemark.hot.HotReader.Keyset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Writes a page of rows piece by piece: `{"symbol":…,"ticks":[…],"next":…}`. For one answer and one thread.
final class PageWriter {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final FeedRequest request;
    private final RowWriter rowWriter;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
    private final JsonGenerator json;
    private int written;
    private @Nullable Keyset last;
    private boolean hasMore;

    PageWriter(FeedRequest request, RowWriter rowWriter) {
        this.request = request;
        this.rowWriter = rowWriter;
        try {
            json = JSON.createGenerator(out);
            json.writeStartObject();
            json.writeStringField("symbol", request.query().symbol());
            json.writeArrayFieldStart(request.query().dataset().label());
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /// Whether the page is full: no further row will be written.
    boolean isFull() {
        return hasMore;
    }

    /// Writes rows from `from` on, no more than `maxRows`, and returns the number of the first one not looked at.
    int write(RecordBatch rows, int from, int maxRows) {
        int to = Math.min(rows.size(), from + maxRows);
        try {
            for (int row = from; row < to; row++) {
                if (written == request.limit()) {
                    hasMore = true;
                    return rows.size();
                }
                rowWriter.write(json, rows, row);
                written++;
                last = new Keyset(rows.timeUs(row), rows.origin(row));
            }
            return to;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /// Ends the page with the cursor of the next one, or null.
    void end() {
        try {
            json.writeEndArray();
            json.writeStringField("next", (hasMore && last != null) ? PageCursor.write(request.query(), last) : null);
            json.writeEndObject();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /// What has been written since the last call.
    Buffer take() {
        try {
            json.flush();
        } catch (IOException e) {
            throw impossible(e);
        }
        Buffer piece = Buffer.buffer(out.toByteArray());
        out.reset();
        return piece;
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("Expected no failing write to memory", e);
    }
}
