package dev.tidemark.history.backfill;

import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.history.BackfillCounters;
import dev.tidemark.history.BuildingSource.SiteFacts;
import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.BackfillLog.Open;
import dev.tidemark.history.backfill.BackfillReport.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins, runs and ends backfills: one run at a time in all processes that share the database. A process that has
/// nothing to do looks now and then whether one that had has died.
public final class Backfills implements BackfillJobs {

    private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
    private static final String LEASE = "backfill";

    private final BackfillParts parts;
    private final BackfillConfig config;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private volatile @Nullable BackfillRun run;
    private volatile Future<?> ended = Future.succeededFuture();
    private volatile boolean isStopped;
    private volatile @Nullable BackfillReport newest;

    public Backfills(BackfillParts parts, BackfillConfig config) {
        this.parts = parts;
        this.config = config;
    }

    @Override
    public Future<BackfillReport> start(Wish wish) {
        return sites(wish.sites())
                .map(sites -> new BackfillOrder(wish.start(), wish.end(), sites, wish.isAnew()))
                .compose(parts.log()::begin)
                .onSuccess(this::begun);
    }

    /// Begins a backfill of exactly these days. Fails with [BackfillBusy] while one is in progress.
    public Future<BackfillReport> fill(List<SiteDay> days) {
        return parts.log().fill(days).onSuccess(this::begun);
    }

    @Override
    public Future<Optional<BackfillReport>> status() {
        return parts.log().latest().onSuccess(latest -> newest = latest.orElse(null));
    }

    /// The newest backfill as it was a few seconds ago, without a question to anyone; empty while none is known.
    public Optional<BackfillReport> known() {
        return Optional.ofNullable(newest);
    }

    public Future<Boolean> isInProgress() {
        return status().map(latest ->
                latest.filter(it -> it.state() == State.IN_PROGRESS).isPresent());
    }

    /// Days that were fetched since some moment, with whatever outcome.
    public Future<Set<SiteDay>> tried(Instant since) {
        return parts.log().tried(since);
    }

    /// The sites of the source.
    public Future<List<SiteFacts>> sites() {
        return parts.source().sites();
    }

    public BackfillCounters counters() {
        return parts.counters();
    }

    @Override
    public Future<Optional<BackfillReport>> cancel() {
        return parts.log().cancel().onSuccess(cancelled -> cancelled.ifPresent(it -> stopAllBut(-1)));
    }

    /// Goes on with what is in progress, if nobody else is at it; stops what is not wanted any more.
    void look() {
        if (isStopped) {
            return;
        }
        status().onSuccess(latest -> look(latest.filter(it -> it.state() == State.IN_PROGRESS)
                        .map(BackfillReport::id)
                        .orElse(-1L)))
                .onFailure(failure -> LOG.debug("Backfills are not known: {}", failure.getMessage()));
    }

    /// Ends the run that is under way as soon as may be, and begins none any more.
    Future<Void> stop() {
        isStopped = true;
        stopAllBut(-1);
        return ended.mapEmpty();
    }

    BackfillParts parts() {
        return parts;
    }

    private void begun(BackfillReport report) {
        newest = report;
        look();
    }

    private void look(long wanted) {
        stopAllBut(wanted);
        if (wanted >= 0 && isBusy.compareAndSet(false, true)) {
            takeOver().onComplete(done -> {
                isBusy.set(false);
                if (done.failed()) {
                    LOG.warn("The backfill does not go on yet: {}", done.cause().getMessage());
                } else if (done.result()) {
                    // Another may have been begun meanwhile. What went wrong, if anything, is given time instead.
                    look();
                }
            });
        }
    }

    private void stopAllBut(long wanted) {
        BackfillRun now = run;
        if (now != null && now.id() != wanted) {
            now.stop();
        }
    }

    /// Whether there was something to do, and it went well.
    private Future<Boolean> takeOver() {
        return parts.cold()
                .manifest()
                .lease(LEASE)
                .compose(lease -> lease.isPresent()
                        ? takeOver(lease.get()).eventually(lease.get()::release)
                        : Future.succeededFuture(false));
    }

    private Future<Boolean> takeOver(Lease lease) {
        return parts.log()
                .takeOver()
                .compose(open -> open.isPresent() ? begin(open.get(), lease) : Future.succeededFuture(false));
    }

    private Future<Boolean> begin(Open open, Lease lease) {
        var begun = new BackfillRun(parts, config, open, lease);
        // Without a context: the one that asked may be gone when it ends.
        Promise<Boolean> end = Promise.promise();
        ended = end.future();
        run = begun;
        if (isStopped) {
            begun.stop();
        }
        Thread.ofVirtual().name("backfill " + open.id()).start(() -> {
            boolean isGood = begun.run();
            run = null;
            end.complete(isGood);
        });
        return end.future();
    }

    private Future<List<String>> sites(List<String> wanted) {
        return sites().map(all -> {
            List<String> known = all.stream().map(SiteFacts::name).toList();
            for (String site : wanted) {
                if (!known.contains(site)) {
                    throw new SourceFault.Unknown("Expected a site of the source, was " + site);
                }
            }
            if (known.isEmpty()) {
                throw new SourceFault.Unknown("Expected a source with sites, has none");
            }
            return wanted.isEmpty() ? known : wanted;
        });
    }
}
