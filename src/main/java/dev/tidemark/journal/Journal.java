package dev.tidemark.journal;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.UUID;

/// The durable queue: what an append's future has acknowledged survives `kill -9` and is read until acknowledged.
///
/// Thread-safe. Order is kept within a lane, which is all that a series needs. Delivery is at least once; whoever
/// stores the rows makes it exactly once by moving the [Position] in the same transaction.
public interface Journal {

    /// The identity of this log. A new log, with sequences that begin anew, has a new identity.
    UUID id();

    /// Makes all rows of a batch durable, or none. The batch is copied before this returns, so the caller may reuse
    /// it.
    ///
    /// The future completes on the caller's Vert.x context when there is one. Fails with a [JournalFault].
    Future<Receipt> append(RecordBatch batch);

    /// The same, once per key: a second append with the same key within 24 hours writes nothing and answers with
    /// the first one's receipt, also across restarts. Other content under the same key fails with
    /// [JournalFault.KeyReused].
    Future<Receipt> append(RecordBatch batch, String idempotencyKey);

    /// Opens a reader of one dataset that begins behind the given positions. At most one at a time for each
    /// consumer and dataset.
    JournalReader reader(Consumer consumer, Dataset dataset, Positions from);

    /// Declares that a consumer needs nothing up to these positions any more. What every consumer has passed may be
    /// discarded; [Consumer#WRITER] is always one of them, another from its first acknowledgement on. A hint: it
    /// may be late, never early.
    void acknowledge(Consumer consumer, Dataset dataset, Positions passed);

    JournalStats stats();

    /// Takes nothing more, makes durable what was taken, and closes. Idempotent.
    Future<Void> close();

    /// Who reads. Each keeps positions of its own, and what one that has acknowledged anything has not passed yet
    /// is kept for it.
    enum Consumer {
        /// Stores records in the hot store.
        WRITER,
        /// Sends records to another Tidemark.
        FORWARDER
    }
}
