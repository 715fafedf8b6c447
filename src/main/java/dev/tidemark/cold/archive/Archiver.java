package dev.tidemark.cold.archive;

import dev.tidemark.cold.Manifest.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the archiver: one run at a time in all processes that share the hot store. Thread-safe, never blocks.
public final class Archiver implements ArchiveJobs {

    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
    private static final String LEASE = "archive";

    private final ArchiveParts parts;
    private final ArchiveConfig config;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final AtomicReference<ArchiveState> state = new AtomicReference<>(ArchiveState.NONE);
    private volatile @Nullable ArchiveRun run;
    private volatile Future<RunReport> ended = Future.succeededFuture();
    private volatile boolean isStopped;

    public Archiver(ArchiveParts parts, ArchiveConfig config) {
        this.parts = parts;
        this.config = config;
    }

    /// What comes of the run: [#ended].
    @Override
    public Future<RunReport> begin(ArchiveOrder order) {
        if (isStopped || !isBusy.compareAndSet(false, true)) {
            return Future.failedFuture(new ArchiveBusy(isStopped ? "The server stops" : "A run is under way"));
        }
        return parts.manifest()
                .lease(LEASE)
                .compose(lease -> lease.isPresent()
                        ? begin(order, lease.get())
                        : Future.failedFuture(new ArchiveBusy("Another process is at it")))
                .onFailure(failure -> isBusy.set(false));
    }

    /// The end of the run that was begun last. Never fails: how it went is in the report.
    public Future<RunReport> ended() {
        return ended;
    }

    public ArchiveState state() {
        ArchiveRun now = run;
        ArchiveState known = state.get();
        return now == null || known.current() == null ? known : known.began(now.report());
    }

    @Override
    public Future<List<RunReport>> latest(int limit) {
        return parts.runs()
                .latest(limit)
                .map(runs -> runs.stream().map(this::asItStands).toList());
    }

    @Override
    public Future<Optional<RunReport>> find(long id) {
        return parts.runs().find(id).map(found -> found.map(this::asItStands));
    }

    @Override
    public Future<List<DayReport>> days(long id, int limit) {
        return parts.runs().days(id, limit);
    }

    /// Ends the run that is under way behind the step that it is at, and begins none any more.
    public Future<Void> stop() {
        isStopped = true;
        ArchiveRun now = run;
        if (now != null) {
            now.stop();
        }
        return ended.transform(end -> Future.succeededFuture());
    }

    ArchiveConfig config() {
        return config;
    }

    ArchiveParts parts() {
        return parts;
    }

    void nextIsAt(Instant next) {
        state.updateAndGet(known -> known.withNext(next));
    }

    void newestIs(@Nullable RunReport newest) {
        state.updateAndGet(known -> known.knowing(newest));
    }

    private Future<RunReport> begin(ArchiveOrder order, Lease lease) {
        Instant now = parts.clock().instant();
        return parts.runs()
                .begin(order.reason(), now)
                .map(id -> start(order, lease, id, now))
                .recover(failure -> lease.release().transform(released -> Future.failedFuture(failure)));
    }

    private RunReport start(ArchiveOrder order, Lease lease, long id, Instant now) {
        var begun = new RunReport(id, order.reason(), RunReport.State.RUNNING, now, null, RunReport.Totals.NONE, null);
        var started = new ArchiveRun(parts, config, order, lease, begun);
        // Without a context: the one that asked may be gone when it ends.
        Promise<RunReport> end = Promise.promise();
        state.updateAndGet(known -> known.began(begun));
        run = started;
        ended = end.future();
        Thread.ofVirtual()
                .name("archive run " + id)
                .start(() -> finish(started, lease).onComplete(end));
        return begun;
    }

    /// Never fails.
    private Future<RunReport> finish(ArchiveRun running, Lease lease) {
        RunReport report = running.run();
        return parts.runs()
                .end(report)
                .onFailure(failure ->
                        LOG.warn("The end of archive run {} is not noted: {}", report.id(), failure.getMessage()))
                .transform(noted -> lease.release())
                .transform(released -> {
                    state.updateAndGet(known -> known.ended(report));
                    run = null;
                    isBusy.set(false);
                    return Future.succeededFuture(report);
                });
    }

    private RunReport asItStands(RunReport noted) {
        ArchiveRun now = run;
        return now != null && now.report().id() == noted.id() ? now.report() : noted;
    }
}
