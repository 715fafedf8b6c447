package dev.tidemark.history.backfill;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.make.FileMaker.Order;
import dev.tidemark.cold.make.RowSource;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.backfill.DayOutcome.Kind;
import dev.tidemark.history.backfill.column.DaySamples;
import dev.tidemark.history.backfill.column.SampleRoom;
import dev.tidemark.market.SampleBatch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A day straight to cold. What is there already, in a file, hot or late, goes into the new file with what the source
/// has; of two samples of one point and time the one that was stored first stays.
///
/// Nothing hot is dropped here: that is the archiver's part, once the file owns the day.
final class ColdDay {

    private static final Logger LOG = LoggerFactory.getLogger(ColdDay.class);

    /// Other bytes under a key, or another owner than a moment ago, are met once, if at all.
    private static final int TRIES = 3;
    private static final Duration LEASE_WAIT = Duration.ofSeconds(1);
    private static final int LEASE_TRIES = 60;

    private final DayWork work;
    private final BackfillParts parts;
    private final SiteDay siteDay;
    private final PartitionDay day;

    ColdDay(DayWork work, SiteDay siteDay) {
        this.work = work;
        this.parts = work.parts();
        this.siteDay = siteDay;
        this.day = siteDay.partitionDay();
    }

    DayOutcome run() {
        try (SampleRoom.Tenant room = work.room().enter()) {
            DaySamples samples = fetch(room);
            work.reached(BackfillStep.FETCHED);
            return samples.rows() == 0 ? DayOutcome.done(Kind.EMPTY, 0, 0, null) : store(samples);
        }
    }

    private DaySamples fetch(SampleRoom.Tenant room) {
        var samples = new DaySamples(day.range());
        RecordCursor pages = parts.source().samples(siteDay.site(), day.range());
        try {
            for (var page = Wait.on(pages.next()); page.isPresent(); page = Wait.on(pages.next())) {
                work.goOn();
                room.take(page.get().size(), work::goOn);
                samples.add((SampleBatch) page.get());
                work.reached(BackfillStep.PAGE);
            }
        } finally {
            Wait.on(pages.close());
        }
        samples.settle();
        Predicate<String> wanted = Wait.on(work.points().of(siteDay.site()));
        samples.remove(samples.points().stream().filter(wanted.negate()).collect(Collectors.toUnmodifiableSet()));
        return samples;
    }

    private DayOutcome store(DaySamples samples) {
        Set<String> refused = Wait.on(parts.cold().points().admit(siteDay.site(), samples.points()));
        if (!refused.isEmpty()) {
            LOG.warn("{}: {} points are left out, because there are as many series as allowed", day, refused.size());
            samples.remove(refused);
        }
        Lease lease = lease();
        try {
            for (int i = 0; i < TRIES; i++) {
                Optional<DayOutcome> outcome = deliver(samples);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        } finally {
            Wait.on(lease.release());
        }
        throw new IllegalStateException("Expected " + day + " to keep its owner, was changed in " + TRIES + " tries");
    }

    /// Keeps the archiver away from the day, and whoever else makes files of it.
    private Lease lease() {
        for (int i = 0; i < LEASE_TRIES; i++) {
            Optional<Lease> lease = Wait.on(parts.cold().manifest().lease(day.leaseName()));
            if (lease.isPresent()) {
                return lease.get();
            }
            work.pause(LEASE_WAIT);
        }
        throw new IllegalStateException("Expected " + day + " to be free within " + LEASE_TRIES + " s, was not");
    }

    /// Empty where the day has another owner than a moment ago, or other bytes are under the key.
    private Optional<DayOutcome> deliver(DaySamples samples) {
        Optional<ColdFile> owner = DayTask.owner(parts, day);
        long lateThrough = Wait.on(parts.hot().days().lateThrough(day));
        if (owner.isPresent() && newRows(rows(owner, lateThrough, samples)) == 0) {
            return Optional.of(DayOutcome.done(Kind.SKIPPED, samples.fetched(), samples.rows(), null));
        }
        work.goOn();
        if (owner.isEmpty()) {
            Wait.on(parts.hot().days().seal(day));
            work.reached(BackfillStep.SEALED);
        }
        ColdFile planned = plan();
        // From the seal on the day is not left half done: until it is published, only hot rows are served of it.
        Optional<ColdFile> made = make(planned, rows(owner, planned.lateThrough(), samples));
        if (made.isEmpty() || !publish(made.get(), owner)) {
            Wait.on(parts.cold().manifest().abandon(planned));
            return Optional.empty();
        }
        work.reached(BackfillStep.PUBLISHED);
        return Optional.of(DayOutcome.done(
                Kind.FILE, samples.fetched(), samples.rows(), made.get().key()));
    }

    private ColdFile plan() {
        long lateThrough = Wait.on(parts.hot().days().lateThrough(day));
        ColdFile planned = Wait.on(parts.cold()
                .manifest()
                .plan(new Draft(
                        day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), lateThrough)));
        work.reached(BackfillStep.PLANNED);
        return planned;
    }

    private Optional<ColdFile> make(ColdFile planned, DayRows rows) {
        try {
            return parts.cold()
                    .files()
                    .make(Order.of(planned), () -> RowSource.of(rows.open()), parts.steps())
                    .verified();
        } catch (ColdFault.Damaged e) {
            // The next try is another object.
            Wait.on(parts.cold().manifest().abandon(planned));
            throw e;
        }
    }

    private boolean publish(ColdFile file, Optional<ColdFile> owner) {
        Manifest manifest = parts.cold().manifest();
        return Wait.on(
                manifest.publish(file, owner.map(ColdFile::id).map(Set::of).orElse(Set.of())));
    }

    private DayRows rows(Optional<ColdFile> owner, long lateThrough, DaySamples samples) {
        return new DayRows(
                () -> owner.isPresent()
                        ? Future.succeededFuture(parts.cold().reader().open(owner.get(), null, day.range()))
                        : parts.hot().days().rows(day),
                () -> parts.hot().days().lateRows(day, lateThrough),
                samples);
    }

    private long newRows(DayRows rows) {
        RecordCursor all = rows.open();
        try {
            for (var batch = Wait.on(all.next()); batch.isPresent(); batch = Wait.on(all.next())) {
                work.goOn();
            }
        } finally {
            Wait.on(all.close());
        }
        return rows.newRows();
    }
}
