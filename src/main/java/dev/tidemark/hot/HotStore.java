package dev.tidemark.hot;

import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.util.UUID;

/// Where the writer puts its batches. Thread-safe, never blocks.
public interface HotStore {

    /// Stores a batch exactly once: rows, dead letters, gaps and positions in one transaction.
    ///
    /// Succeeds when that transaction is known to be committed; a COMMIT whose answer was lost is resolved before
    /// this completes. A record at fault is tried three times, then becomes a dead letter, alone. Fails with a
    /// [HotFault].
    Future<Written> write(WriteBatch batch);

    /// The positions of all lanes of a dataset, as committed. Waits for a transaction that is still moving them.
    Future<Positions> positions(UUID journal, Dataset dataset);
}
