package dev.tidemark.hot.postgres.snapshot;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.Optional;

/// A cursor at its end.
final class NoRows implements RecordCursor {

    @Override
    public Future<Optional<RecordBatch>> next() {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
