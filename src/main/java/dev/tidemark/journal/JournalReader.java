package dev.tidemark.journal;

import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/// Reads the durable frames of one dataset in order. Not thread-safe: one read at a time.
public interface JournalReader {

    /// Hands over the next frames: at least one, and no more once `maxRows` rows are reached. Completes, on the
    /// caller's context, as soon as there is one; never completes empty. Frames that do not pass their checksum are
    /// passed over and counted in [JournalStats]. Fails with [JournalFault.Stopped] once closed.
    Future<List<JournalFrame>> read(int maxRows);

    /// Whether everything that is durable now has been read, or is on its way to whoever asked for it. From any
    /// thread.
    boolean isCaughtUp();

    /// Frees what the reader holds; a read that waits fails. Idempotent.
    void close();

    /// What is read: one dataset of one journal.
    record Name(UUID journal, Dataset dataset) {}
}
