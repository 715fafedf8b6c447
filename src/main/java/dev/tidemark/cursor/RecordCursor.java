package dev.tidemark.cursor;

import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.Optional;

/// Rows handed over on demand, so that an answer needs no memory. One call at a time; not thread-safe.
public interface RecordCursor {

    /// The next rows, never an empty batch; empty at the end, and after it for ever. The batch belongs to the
    /// caller.
    ///
    /// Completes on the context of the caller. Once it has failed, only [#close] may follow.
    Future<Optional<RecordBatch>> next();

    /// Frees what the rows come from. Idempotent; may come at any time but during [#next]. Never fails.
    Future<Void> close();
}
