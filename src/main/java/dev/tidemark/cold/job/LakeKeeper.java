package dev.tidemark.cold.job;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.archive.ArchiveBusy;
import dev.tidemark.cold.audit.AuditReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does jobs, one at a time in all processes that share the manifest, each on a virtual thread.
public final class LakeKeeper implements LakeJobs {

    private static final Logger LOG = LoggerFactory.getLogger(LakeKeeper.class);
    private static final String LEASE = "lake";
    /// While the manifest is made again, nobody else may write it.
    private static final List<String> ALL_LEASES = List.of(LEASE, "archive", "parts");
    private static final int KEPT = 100;

    private final LakeWork work;
    private final Manifest manifest;
    private final InstantSource clock;
    private final Deque<LakeJob> jobs = new ArrayDeque<>();
    private long lastId;
    private boolean isBusy;
    private Future<Void> ended = Future.succeededFuture();
    private @Nullable Thread worker;
    private volatile boolean isStopped;

    public LakeKeeper(LakeWork work, Manifest manifest, InstantSource clock) {
        this.work = work;
        this.manifest = manifest;
        this.clock = clock;
    }

    @Override
    public Future<LakeJob> begin(LakeOrder order) {
        if (!enter()) {
            return Future.failedFuture(new ArchiveBusy(isStopped ? "The server stops" : "Another job is under way"));
        }
        return Leases.take(manifest, order.kind() == LakeJob.Kind.REBUILD ? ALL_LEASES : List.of(LEASE))
                .compose(lease -> lease.isPresent()
                        ? Future.succeededFuture(start(order, lease.get()))
                        : Future.failedFuture(new ArchiveBusy("Other work on the lake is under way")))
                .onFailure(_ -> leave());
    }

    @Override
    public synchronized List<LakeJob> latest() {
        return new ArrayList<>(jobs);
    }

    @Override
    public synchronized Optional<LakeJob> find(long id) {
        return jobs.stream().filter(job -> job.id() == id).findFirst();
    }

    /// Begins no job any more, and ends the one that is under way where it is: a month is larger than a stop may
    /// take, and whoever begins again finds what is half done.
    public Future<Void> stop() {
        isStopped = true;
        synchronized (this) {
            if (worker != null) {
                worker.interrupt();
            }
            return ended;
        }
    }

    private synchronized boolean enter() {
        if (isStopped || isBusy) {
            return false;
        }
        isBusy = true;
        return true;
    }

    private synchronized void leave() {
        isBusy = false;
        worker = null;
    }

    private synchronized LakeJob start(LakeOrder order, Lease lease) {
        var job = new LakeJob(
                ++lastId, order.kind(), LakeJob.State.RUNNING, clock.instant(), null, AuditReport.NOTHING, null);
        jobs.addFirst(job);
        if (jobs.size() > KEPT) {
            jobs.removeLast();
        }
        // Without a context: the one that asked may be gone when it ends.
        Promise<Void> end = Promise.promise();
        ended = end.future();
        worker = Thread.ofVirtual().name("lake job " + job.id()).start(() -> run(job, order, lease, end));
        return job;
    }

    private void run(LakeJob job, LakeOrder order, Lease lease, Promise<Void> end) {
        LakeJob last;
        try {
            AuditReport report = work.run(order, () -> lease.isHeld() && !isStopped, now -> update(job.with(now)));
            last = job.ended(clock.instant(), report);
            if (report.faults() > 0) {
                LOG.warn("{} found {} faults, as {}", job.kind(), report.faults(), report.findings());
            }
        } catch (RuntimeException e) {
            if (isStopped) {
                LOG.info("{} was stopped; the next one begins anew", job.kind());
            } else {
                LOG.warn("{} failed: {}", job.kind(), e.toString());
            }
            last = find(job.id()).orElse(job).failed(clock.instant(), String.valueOf(e.getMessage()));
        }
        LakeJob done = last;
        lease.release().onComplete(_ -> {
            update(done);
            leave();
            end.complete();
        });
    }

    private synchronized void update(LakeJob job) {
        List<LakeJob> all = new ArrayList<>(jobs);
        all.replaceAll(known -> known.id() == job.id() ? job : known);
        jobs.clear();
        jobs.addAll(all);
    }
}
