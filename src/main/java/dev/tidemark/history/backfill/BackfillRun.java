package dev.tidemark.history.backfill;

import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.history.WantedPoints;
import dev.tidemark.history.backfill.BackfillLog.Open;
import dev.tidemark.history.backfill.column.SampleRoom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the days of one backfill that are still to be done. A day that fails does not stop the others.
final class BackfillRun {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillRun.class);
    private static final int DAYS_AT_ONCE = 1_000;

    private final BackfillParts parts;
    private final BackfillConfig config;
    private final Open open;
    private final Lease lease;
    private final DayWork work;
    private volatile boolean isStopping;
    private volatile @Nullable Throwable failure;

    BackfillRun(BackfillParts parts, BackfillConfig config, Open open, Lease lease) {
        this.parts = parts;
        this.config = config;
        this.open = open;
        this.lease = lease;
        var points = new WantedPoints(parts.source(), parts.cold().points(), parts.clock());
        this.work = new DayWork(parts, config, new SampleRoom(config.maxSamples()), points, open, this::mayGoOn);
    }

    long id() {
        return open.id();
    }

    /// Asks the run to end as soon as may be.
    void stop() {
        isStopping = true;
    }

    /// Whether all went as it should, or was stopped. Never throws: what is not done is done by the next run.
    boolean run() {
        LOG.info("Backfill {} goes on", open.id());
        try {
            for (List<SiteDay> due = due(); !due.isEmpty() && mayGoOn(); due = due()) {
                doAll(due);
            }
            if (mayGoOn()) {
                Wait.on(parts.log().end(open.id()));
                LOG.info("Backfill {} has no days left", open.id());
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        Throwable why = failure;
        if (why != null) {
            LOG.warn("Backfill {} is interrupted and will go on: {}", open.id(), why.getMessage());
        }
        return why == null;
    }

    private List<SiteDay> due() {
        return Wait.on(parts.log().due(open.id(), DAYS_AT_ONCE));
    }

    private boolean mayGoOn() {
        return !isStopping && lease.isHeld() && failure == null;
    }

    private void doAll(List<SiteDay> days) {
        var places = new Semaphore(config.parallelDays());
        for (SiteDay day : days) {
            places.acquireUninterruptibly();
            if (!mayGoOn()) {
                places.release();
                break;
            }
            Thread.ofVirtual().name("backfill " + day).start(() -> {
                try {
                    doOne(day);
                } finally {
                    places.release();
                }
            });
        }
        // All places free: everybody is done.
        places.acquireUninterruptibly(config.parallelDays());
    }

    /// What is no day's own fault, such as a database that is away, ends the run: another goes on with it.
    private void doOne(SiteDay day) {
        try {
            Wait.on(parts.log().begun(open.id(), day));
            DayOutcome outcome = new DayTask(work, day).run();
            boolean isWanted = Wait.on(parts.log().ended(open.id(), day, outcome));
            parts.counters().ended(outcome.kind().name().toLowerCase(Locale.ROOT), outcome.rows());
            work.reached(BackfillStep.NOTED);
            LOG.debug("{}: {}", day, outcome);
            if (!isWanted) {
                stop();
            }
        } catch (Stopped e) {
            LOG.debug("{} is left to the next run", day);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }
}
