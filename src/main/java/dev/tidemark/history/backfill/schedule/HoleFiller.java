package dev.tidemark.history.backfill.schedule;

import dev.tidemark.history.BuildingSource.SiteFacts;
import dev.tidemark.history.backfill.BackfillBusy;
import dev.tidemark.history.backfill.BackfillConfig.Schedule;
import dev.tidemark.history.backfill.Backfills;
import dev.tidemark.history.backfill.SiteDay;
import dev.tidemark.history.backfill.schedule.StoredShares.Share;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds days that lack samples and begins a backfill of exactly those. Thread-safe, never blocks.
///
/// A hole is a day that is over, at most so many days back, behind the day of the site's first sample: what is before
/// that nobody has asked for. One that was fetched lately, with whatever outcome, is left alone: the source may have
/// no more.
public final class HoleFiller {

    private static final Logger LOG = LoggerFactory.getLogger(HoleFiller.class);

    private final Backfills backfills;
    private final StoredShares shares;
    private final Schedule schedule;
    private final InstantSource clock;
    private final AtomicReference<HoleState> state = new AtomicReference<>(HoleState.NONE);

    public HoleFiller(Backfills backfills, StoredShares shares, Schedule schedule, InstantSource clock) {
        this.backfills = backfills;
        this.shares = shares;
        this.schedule = schedule;
        this.clock = clock;
    }

    public HoleState state() {
        return state.get();
    }

    /// Looks once, and begins a backfill where there are holes and none is in progress. The answer is how many days
    /// it was begun for. Never fails: what went wrong is in [#state].
    public Future<Integer> look() {
        Instant now = clock.instant();
        return backfills
                .isInProgress()
                .compose(isBusy ->
                        isBusy ? Future.failedFuture(new BackfillBusy("A backfill is in progress")) : lookAlone(now))
                .recover(failure -> Future.succeededFuture(failed(now, failure)));
    }

    InstantSource clock() {
        return clock;
    }

    void nextIsAt(Instant at) {
        state.updateAndGet(known -> known.withNext(at));
    }

    private Future<Integer> lookAlone(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Future<List<Share>> stored = shares.of(today.minusDays(schedule.days()), today);
        Future<Set<SiteDay>> tried = backfills.tried(now.minus(schedule.again()));
        Future<Set<String>> sites = backfills.sites().map(HoleFiller::names);
        return Future.all(stored, tried, sites)
                .compose(all -> fill(
                        now,
                        stored.result(),
                        day -> !tried.result().contains(day) && sites.result().contains(day.site())));
    }

    private Future<Integer> fill(Instant now, List<Share> stored, Predicate<SiteDay> isOpen) {
        List<SiteDay> holes = stored.stream()
                .filter(share -> share.share() * 100 < schedule.belowPercent())
                .map(Share::day)
                .toList();
        List<SiteDay> due = holes.stream().filter(isOpen).toList();
        Future<?> begun = due.isEmpty() ? Future.succeededFuture() : backfills.fill(due);
        return begun.map(done -> {
            state.updateAndGet(known -> known.looked(now, holes.size(), due.size()));
            if (!due.isEmpty()) {
                LOG.info("{} days lack samples, and are fetched again: {}", due.size(), some(due));
            }
            return due.size();
        });
    }

    private int failed(Instant now, Throwable failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        state.updateAndGet(known -> known.failed(now, why));
        LOG.warn("Holes are not looked for now: {}", why);
        return 0;
    }

    private static Set<String> names(List<SiteFacts> sites) {
        return sites.stream().map(SiteFacts::name).collect(Collectors.toUnmodifiableSet());
    }

    private static String some(List<SiteDay> days) {
        return days.stream().limit(5).map(SiteDay::toString).collect(Collectors.joining(", "))
                + (days.size() > 5 ? ", …" : "");
    }
}
