package dev.tidemark.hot;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// The records set aside, kept in the hot store. Thread-safe. Fails with [HotFault.Unavailable].
public interface DeadLetters {

    /// The newest first.
    ///
    /// @param beforeId only ids below; `Long.MAX_VALUE` for the first page
    Future<List<DeadLetter>> list(long beforeId, int limit);

    Future<Optional<DeadLetter>> find(long id);

    Future<Long> count();

    /// Removes one; false where there is none.
    Future<Boolean> delete(long id);
}
