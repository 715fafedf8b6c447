package dev.tidemark.cold.job;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// Jobs that can be begun and looked at. Thread-safe, never blocks.
public interface LakeJobs {

    /// Begins a job and answers with it as it begins; fails with [dev.tidemark.cold.archive.ArchiveBusy] while
    /// there is one, here or in another process.
    Future<LakeJob> begin(LakeOrder order);

    /// The newest jobs of this process, the one under way as it stands.
    List<LakeJob> latest();

    Optional<LakeJob> find(long id);
}
