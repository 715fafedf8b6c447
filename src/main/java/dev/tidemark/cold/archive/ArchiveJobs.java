package dev.tidemark.cold.archive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// Runs of the archiver as jobs that can be begun and looked at. Thread-safe, never blocks.
public interface ArchiveJobs {

    /// Begins a run and answers with it as it begins; fails with [ArchiveBusy] while there is one.
    Future<RunReport> begin(ArchiveOrder order);

    /// The newest runs, the one under way as it stands.
    Future<List<RunReport>> latest(int limit);

    Future<Optional<RunReport>> find(long id);

    /// The days that a run has done: those that failed first.
    Future<List<DayReport>> days(long id, int limit);
}
