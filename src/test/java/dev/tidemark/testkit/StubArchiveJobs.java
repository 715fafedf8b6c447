package dev.tidemark.testkit;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.archive.ArchiveBusy;
import dev.tidemark.cold.archive.ArchiveJobs;
import dev.tidemark.cold.archive.ArchiveOrder;
import dev.tidemark.cold.archive.DayReport;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes orders and begins runs that never end. Thread-safe.
public final class StubArchiveJobs implements ArchiveJobs {

    private final Instant now;
    private final List<ArchiveOrder> orders = new CopyOnWriteArrayList<>();
    private volatile boolean isBusy;

    public StubArchiveJobs(Instant now) {
        this.now = now;
    }

    /// The orders that were taken.
    public List<ArchiveOrder> orders() {
        return orders;
    }

    public void busy(boolean busy) {
        isBusy = busy;
    }

    @Override
    public Future<RunReport> begin(ArchiveOrder order) {
        if (isBusy) {
            return Future.failedFuture(new ArchiveBusy("A run is under way"));
        }
        orders.add(order);
        return Future.succeededFuture(run(orders.size(), order));
    }

    @Override
    public Future<List<RunReport>> latest(int limit) {
        return Future.succeededFuture(orders.isEmpty() ? List.of() : List.of(run(orders.size(), orders.getLast())));
    }

    @Override
    public Future<Optional<RunReport>> find(long id) {
        return Future.succeededFuture(
                id > orders.size() ? Optional.empty() : Optional.of(run(id, orders.get((int) id - 1))));
    }

    @Override
    public Future<List<DayReport>> days(long id, int limit) {
        var day = new PartitionDay(new Partition(Dataset.SAMPLES, "office"), LocalDate.of(2026, 3, 1));
        return Future.succeededFuture(List.of(new DayReport(
                day, DayReport.Outcome.FAILED, null, 0, 0, DayReport.StepTimes.NONE, "The bucket is not there")));
    }

    private RunReport run(long id, ArchiveOrder order) {
        return new RunReport(id, order.reason(), RunReport.State.RUNNING, now, null, RunReport.Totals.NONE, null);
    }
}
