package dev.tidemark.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Writes a page of readings in pieces, as fast as the reader takes them.
final class PageAnswer {

    private static final int PIECE_BYTES = 32 << 10;

    private final SimulatedHistory history;
    private final String site;
    private final PageRequest page;
    private final SimulatedHistory.Walk walk;
    private final boolean isCursorWrong;
    private final Promise<Void> done = Promise.promise();
    private String timeText = "";
    private long timeUs = Long.MIN_VALUE;
    private int tail;
    private int rows;
    private boolean hasNext;

    PageAnswer(SimulatedHistory history, String site, PageRequest page, long nowUs, boolean isCursorWrong) {
        this.history = history;
        this.site = site;
        this.page = page;
        this.isCursorWrong = isCursorWrong;
        this.walk = history.walk(site, page.range(), nowUs);
        skip();
    }

    /// Whether there is anything to write at all.
    boolean isEmpty() {
        return !hasNext;
    }

    /// Writes the page.
    ///
    /// @param breakOff what to do once half of it is written; null to write all of it
    Future<Void> write(HttpServerResponse response, @Nullable Runnable breakOff) {
        response.setChunked(true).putHeader("Content-Type", "application/json");
        pieces(response, Buffer.buffer("{\"point_samples\": ["), breakOff);
        return done.future();
    }

    private void skip() {
        hasNext = walk.next();
        for (int i = 0;
                i < page.skip() && hasNext && walk.timeUs() == page.range().fromUs();
                i++) {
            hasNext = walk.next();
        }
    }

    private void pieces(HttpServerResponse response, Buffer first, @Nullable Runnable breakOff) {
        Buffer piece = first;
        while (true) {
            while (hasNext && rows < page.size() && piece.length() < PIECE_BYTES) {
                add(piece);
            }
            boolean isLast = !hasNext || rows == page.size();
            if (breakOff != null && (isLast || rows > page.size() / 2)) {
                response.write(piece.slice(0, piece.length() / 2)).onComplete(written -> {
                    breakOff.run();
                    done.tryComplete();
                });
                return;
            }
            if (isLast) {
                response.end(piece.appendString(end())).onComplete(ended -> done.tryComplete());
                return;
            }
            response.write(piece).onFailure(gone -> done.tryComplete());
            piece = Buffer.buffer(PIECE_BYTES + 256);
            if (response.writeQueueFull()) {
                Buffer next = piece;
                response.drainHandler(drained -> pieces(response, next, breakOff));
                return;
            }
        }
    }

    private void add(Buffer to) {
        if (walk.timeUs() != timeUs) {
            timeUs = walk.timeUs();
            timeText = PageRequest.text(timeUs);
            tail = 0;
        }
        tail++;
        to.appendString(rows++ == 0 ? "{\"name\": \"" : ", {\"name\": \"")
                .appendString(history.name(site, walk.point()))
                .appendString("\", \"value\": ")
                .appendString(value())
                .appendString(", \"time\": \"")
                .appendString(timeText)
                .appendString("\"}");
        hasNext = walk.next();
    }

    private String value() {
        return switch (history.kind(site, walk.point(), timeUs)) {
            case GOOD -> "\"" + history.value(site, walk.point(), timeUs) + "\"";
            case NAN -> "\"NaN\"";
            case NULL -> "null";
            case MISSING -> throw new IllegalStateException("Expected a reading that there is");
        };
    }

    /// The real server's fault: readings of the last time on earlier pages are not counted.
    private String end() {
        if (!hasNext) {
            return "], \"next_cursor\": null, \"has_more\": false}";
        }
        int carried = !isCursorWrong && timeUs == page.range().fromUs() ? page.skip() : 0;
        String cursor = "{\"offset\": " + (carried + tail) + ", \"timestamp\": \"" + timeText + "\"}";
        String encoded = Base64.getEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        return "], \"next_cursor\": \"" + encoded + "\", \"has_more\": true}";
    }
}
