package dev.tidemark.http.lake;

import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/// One object on its way to a socket, piece by piece: while one piece is written the next one is read, and no more.
/// Confined to the request's event loop.
final class ObjectAnswer {

    private static final int PIECE_BYTES = 1 << 20;

    /// A reader that takes nothing for so long is cut off.
    private static final long STALL_SECONDS = 30;

    private final RoutingContext ctx;
    private final ObjectStore lake;
    private final String key;

    ObjectAnswer(RoutingContext ctx, ObjectStore lake, String key) {
        this.ctx = ctx;
        this.lake = lake;
        this.key = key;
    }

    /// Nobody takes the answer: the client has gone, or sleeps.
    static final class Gone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Gone(Throwable cause) {
            super("Expected a client that takes the answer", cause);
        }
    }

    /// Sends a range; nothing is written before its first piece is there. Fails where a piece cannot be read, or
    /// with [Gone].
    Future<Void> send(long from, long length) {
        return send(from, from + length, piece(from, from + length));
    }

    private Future<Void> send(long from, long to, Future<Buffer> reading) {
        HttpServerResponse response = ctx.response();
        return reading.compose(piece -> {
            long next = from + piece.length();
            if (next >= to) {
                return taken(response.end(piece));
            }
            Future<Buffer> ahead = piece(next, to);
            return taken(response.write(piece)).compose(written -> send(next, to, ahead));
        });
    }

    private static Future<Void> taken(Future<Void> written) {
        return written.timeout(STALL_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(new Gone(failure)));
    }

    private Future<Buffer> piece(long from, long to) {
        int length = (int) Math.min(PIECE_BYTES, to - from);
        return length == 0
                ? Future.succeededFuture(Buffer.buffer())
                : lake.read(key, from, length).map(Buffer::buffer);
    }
}
