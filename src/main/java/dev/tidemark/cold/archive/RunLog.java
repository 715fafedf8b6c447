package dev.tidemark.cold.archive;

import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the archiver did, kept. Thread-safe, never blocks.
public interface RunLog {

    /// Begins a run. Whoever begins one holds the lease: what is still noted as running was interrupted.
    Future<Long> begin(Reason reason, Instant at);

    Future<Void> add(long run, DayReport day);

    Future<Void> end(RunReport run);

    /// The newest first.
    Future<List<RunReport>> latest(int limit);

    Future<Optional<RunReport>> find(long run);

    /// The days of a run: those that failed first.
    Future<List<DayReport>> days(long run, int limit);
}
