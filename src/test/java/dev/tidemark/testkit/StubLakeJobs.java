package dev.tidemark.testkit;

import dev.tidemark.cold.archive.ArchiveBusy;
import dev.tidemark.cold.audit.AuditReport;
import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.cold.job.LakeOrder;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes orders and begins jobs that never end. Thread-safe.
public final class StubLakeJobs implements LakeJobs {

    private final Instant now;
    private final List<LakeOrder> orders = new CopyOnWriteArrayList<>();
    private volatile boolean isBusy;

    public StubLakeJobs(Instant now) {
        this.now = now;
    }

    /// The orders that were taken.
    public List<LakeOrder> orders() {
        return orders;
    }

    public void busy(boolean busy) {
        isBusy = busy;
    }

    @Override
    public Future<LakeJob> begin(LakeOrder order) {
        if (isBusy) {
            return Future.failedFuture(new ArchiveBusy("Another job is under way"));
        }
        orders.add(order);
        return Future.succeededFuture(job(orders.size()));
    }

    @Override
    public List<LakeJob> latest() {
        return orders.isEmpty() ? List.of() : List.of(job(orders.size()));
    }

    @Override
    public Optional<LakeJob> find(long id) {
        return id > orders.size() ? Optional.empty() : Optional.of(job(id));
    }

    private LakeJob job(long id) {
        LakeOrder order = orders.get((int) id - 1);
        return new LakeJob(id, order.kind(), LakeJob.State.RUNNING, now, null, AuditReport.NOTHING, null);
    }
}
