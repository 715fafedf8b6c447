package dev.tidemark.cursor;

import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/// Cursors over one connection, which takes one call at a time: each waits for the one before. Confined to the caller's
/// context.
public final class InTurn {

    private Future<?> before = Future.succeededFuture();

    /// The same cursor, whose calls wait for those of the others.
    public RecordCursor of(RecordCursor cursor) {
        return new Turn(cursor);
    }

    /// Runs something after all that was asked for so far.
    public <T> Future<T> then(Supplier<Future<T>> work) {
        Future<T> done = before.transform(ended -> work.get());
        before = done;
        return done;
    }

    private final class Turn implements RecordCursor {
        private final RecordCursor cursor;

        private Turn(RecordCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public Future<Optional<RecordBatch>> next() {
            return then(cursor::next);
        }

        @Override
        public Future<Void> close() {
            return then(cursor::close);
        }
    }
}
