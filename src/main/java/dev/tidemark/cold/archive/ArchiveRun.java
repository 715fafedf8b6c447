package dev.tidemark.cold.archive;

import dev.tidemark.cold.HotDays.Drop;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import dev.tidemark.cold.archive.DayMove.Stopped;
import dev.tidemark.cold.archive.RunReport.State;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run from its first day to its last, told in order. A day that fails does not stop the others.
final class ArchiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRun.class);
    private static final int SWEPT_AT_ONCE = 1_000;

    private final ArchiveParts parts;
    private final ArchiveConfig config;
    private final ArchiveOrder order;
    private final Lease lease;
    private final AtomicReference<RunReport> report;
    private final Map<TableDay, Integer> daysLeft = new HashMap<>();
    private volatile boolean isStopping;
    private volatile @Nullable String firstError;

    /// What is dropped as a whole.
    private record TableDay(Dataset dataset, LocalDate day) {}

    ArchiveRun(ArchiveParts parts, ArchiveConfig config, ArchiveOrder order, Lease lease, RunReport begun) {
        this.parts = parts;
        this.config = config;
        this.order = order;
        this.lease = lease;
        this.report = new AtomicReference<>(begun);
    }

    RunReport report() {
        return report.get();
    }

    /// Asks the run to end behind the step that it is at.
    void stop() {
        isStopping = true;
    }

    /// Does everything that is due. Never throws: how it went is in the report.
    RunReport run() {
        var due = new DaysDue(parts.hot(), config, order, parts.clock().instant());
        try {
            List<PartitionDay> days = due.find();
            update(now -> now.withPlanned(days.size()));
            days.forEach(day -> daysLeft.merge(tableOf(day), 1, Integer::sum));
            LOG.info("Archive run {} begins: {} days are due", report().id(), days.size());
            moveAll(days);
            dropOwned(due);
            sweep();
        } catch (Stopped e) {
            firstError = e.getMessage();
        } catch (RuntimeException e) {
            firstError = e.getMessage();
            LOG.error("Archive run {} failed: {}", report().id(), e.getMessage());
        }
        report.updateAndGet(now -> now.ended(state(now), parts.clock().instant(), firstError));
        logEnd();
        return report();
    }

    private State state(RunReport now) {
        if (isStopping || !lease.isHeld()) {
            return State.INTERRUPTED;
        }
        return now.totals().failed() > 0 || firstError != null ? State.FAILED : State.COMPLETED;
    }

    private void logEnd() {
        RunReport end = report();
        LOG.info(
                "Archive run {} {}: {} days published with {} rows in {} bytes, {} failed, {} hot tables dropped{}",
                end.id(),
                end.state().name().toLowerCase(Locale.ROOT),
                end.totals().published(),
                end.totals().rows(),
                end.totals().bytes(),
                end.totals().failed(),
                end.totals().dropped(),
                end.error() == null ? "" : ": " + end.error());
    }

    private void moveAll(List<PartitionDay> days) {
        var places = new Semaphore(config.parallel());
        List<Thread> movers = new ArrayList<>();
        for (PartitionDay day : days) {
            places.acquireUninterruptibly();
            if (!mayGoOn() || isEnough()) {
                places.release();
                break;
            }
            movers.add(Thread.ofVirtual().name("archive " + day).start(() -> {
                try {
                    move(day);
                } finally {
                    places.release();
                }
            }));
        }
        // All places free: everybody is done.
        places.acquireUninterruptibly(config.parallel());
        LOG.debug("{} days were moved", movers.size());
    }

    /// An early run stops as soon as the hot store is small enough.
    private boolean isEnough() {
        return order.reason() == Reason.EARLY && Wait.on(parts.hotBytes().get()) <= config.hotMaxBytes();
    }

    private boolean mayGoOn() {
        return !isStopping && lease.isHeld();
    }

    private void move(PartitionDay day) {
        try {
            DayReport done = new DayMove(parts, day, this::mayGoOn).run();
            update(now -> now.plus(done));
            note(done);
            Wait.on(parts.runs().add(report().id(), done));
            if (isLastOfTable(day)) {
                drop(tableOf(day));
            }
        } catch (Stopped e) {
            LOG.debug("{} is left to the next run", day);
        } catch (RuntimeException e) {
            // The day itself is done or has its report; what failed is the log of it, or the drop.
            failed(day + ": " + e.getMessage());
        }
    }

    private void note(DayReport day) {
        switch (day.outcome()) {
            case PUBLISHED ->
                LOG.info("{} is cold: {} rows in {} bytes, {}", day.day(), day.rows(), day.bytes(), day.times());
            case SKIPPED -> LOG.info("{} was passed over: {}", day.day(), day.error());
            case FAILED -> failed(day.day() + " stays hot: " + day.error());
        }
    }

    private void failed(String sentence) {
        LOG.error("{}", sentence);
        synchronized (this) {
            firstError = firstError == null ? sentence : firstError;
        }
    }

    private synchronized boolean isLastOfTable(PartitionDay day) {
        return daysLeft.merge(tableOf(day), -1, Integer::sum) == 0;
    }

    private static TableDay tableOf(PartitionDay day) {
        return new TableDay(day.dataset(), day.day());
    }

    /// Days that are owned and were still read when they could have been dropped, or whose run ended too early.
    private void dropOwned(DaysDue due) {
        for (Dataset dataset : DaysDue.DATASETS) {
            if (order.concerns(dataset)) {
                for (LocalDate day : Wait.on(parts.hot().tables(dataset, due.before(dataset)))) {
                    if (!mayGoOn()) {
                        throw new Stopped();
                    }
                    drop(new TableDay(dataset, day));
                }
            }
        }
    }

    private void drop(TableDay table) {
        Drop drop = Wait.on(parts.hot().drop(table.dataset(), table.day()));
        if (drop == Drop.DROPPED) {
            LOG.info("The hot {} of {} are dropped", table.dataset().label(), table.day());
            update(RunReport.Totals::plusDropped);
            parts.steps().reached(ArchiveStep.DROPPED, table.dataset().label() + " on " + table.day());
        } else {
            LOG.debug("The hot {} of {}: {}", table.dataset().label(), table.day(), drop);
        }
    }

    /// Removes objects that nobody can be reading any more.
    private void sweep() {
        var before = parts.clock().instant().minus(config.grace());
        Wait.on(parts.manifest().superseded(before)).stream()
                .limit(SWEPT_AT_ONCE)
                .forEach(file -> {
                    Wait.on(parts.lake().objects().delete(file.key()));
                    parts.steps().reached(ArchiveStep.REMOVED, file.key());
                    Wait.on(parts.manifest().forget(file));
                    LOG.info("{} is removed: a later version has its days", file.key());
                });
    }

    private void update(UnaryOperator<RunReport.Totals> change) {
        report.updateAndGet(now -> now.with(change.apply(now.totals())));
    }
}
