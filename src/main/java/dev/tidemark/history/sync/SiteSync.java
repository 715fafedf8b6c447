package dev.tidemark.history.sync;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps up with one site. A run goes from the highest time read, less the margin, to now, in stretches after each of
/// which it is remembered how far it came. At most one run is under way. Confined to one context.
final class SiteSync {

    private static final Logger LOG = LoggerFactory.getLogger(SiteSync.class);
    private static final Duration FIRST_STRETCH = Duration.ofHours(1);
    private static final Duration LONGEST_STRETCH = Duration.ofDays(30);
    private static final int APPEND_ROWS = 10_000;
    private static final int MOST_SEEN = 1_000_000;

    private final String site;
    private final SyncParts parts;
    private final SyncConfig config;
    private final SiteTally tally;
    private final PointRegister points;
    private final JournalSink sink;
    private final SeenSamples seen = new SeenSamples(MOST_SEEN);
    private @Nullable Future<Void> running;
    private boolean isLoaded;
    private boolean isStopped;
    private Optional<Long> throughUs = Optional.empty();

    SiteSync(String site, SyncParts parts, SyncConfig config) {
        this.site = site;
        this.parts = parts;
        this.config = config;
        this.tally = new SiteTally(site);
        this.points = new PointRegister(site, parts, config);
        this.sink = new JournalSink(parts.vertx(), parts.journal(), () -> isStopped);
    }

    /// Reads what is new. Where a run is under way, none is begun, and the future is that of the run. Never fails:
    /// what went wrong is in [#stats].
    Future<Void> run() {
        if (running != null && !running.isComplete()) {
            tally.skipped();
            return running;
        }
        if (isStopped) {
            return Future.succeededFuture();
        }
        Instant now = parts.clock().instant();
        tally.began(now);
        Future<Void> run = load(now)
                .compose(loaded -> points(now))
                .compose(pointsFault -> stretches(now, pointsFault))
                .transform(ended -> over(
                        now,
                        ended.failed() ? said(ended.cause()) : ended.result().orElse(null)));
        running = run;
        return run;
    }

    /// Begins no further run, and completes once the one under way has come to a stop.
    Future<Void> stop() {
        isStopped = true;
        return running == null ? Future.succeededFuture() : running;
    }

    SiteStats stats() {
        return tally.stats(parts.counters().dropped(site));
    }

    private Future<Void> load(Instant now) {
        if (isLoaded) {
            return Future.succeededFuture();
        }
        return parts.ledger()
                .through(site)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found.getAsLong()) : begin(now))
                .onSuccess(us -> {
                    isLoaded = true;
                    through(us);
                })
                .mapEmpty();
    }

    /// Fixes where a new site begins before anything of it is asked for: were that found anew by each run until one
    /// succeeds, the beginning would be lost by as much as the site was out of reach.
    private Future<Long> begin(Instant now) {
        long us = Math.min(us(now), us(now.minus(config.first()).plus(config.lateness())));
        return parts.ledger()
                .ran(new SiteLedger.Run(site, Optional.of(us), now, "No run is over yet"))
                .map(us);
    }

    /// Samples are worth having without their units: what is wrong with the points is told, and the run goes on.
    /// Only where nobody knows which points are wanted does it end.
    private Future<Optional<String>> points(Instant now) {
        return points.refresh(now)
                .onSuccess(refreshed -> tally.points(points.size()))
                .<Optional<String>>map(refreshed -> Optional.empty())
                .recover(failure -> config.isConfiguredOnly() && points.size() == 0
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(Optional.of(said(failure))));
    }

    private Future<Optional<String>> stretches(Instant now, Optional<String> pointsFault) {
        long toUs = us(now);
        long fromUs = throughUs.orElseThrow() - us(config.lateness());
        seen.forgetBefore(fromUs);
        return stretch(new TimeRange(Math.min(fromUs, toUs), toUs), us(FIRST_STRETCH))
                .map(pointsFault);
    }

    /// Reads the beginning of what is left, then the rest. Where there is nothing, the next stretch is longer: a
    /// site that has been silent for a month is not asked for each hour of it.
    private Future<Void> stretch(TimeRange left, long lengthUs) {
        if (left.isEmpty() || isStopped) {
            return Future.succeededFuture();
        }
        long endUs = Math.min(left.toUs(), left.fromUs() + lengthUs);
        var stretch = new Stretch(new TimeRange(left.fromUs(), endUs));
        return stretch.read().compose(highestUs -> {
            boolean isEmpty = highestUs == Long.MIN_VALUE;
            long next = isEmpty ? Math.min(lengthUs * 2, us(LONGEST_STRETCH)) : us(FIRST_STRETCH);
            return advance(highestUs).compose(done -> stretch(new TimeRange(endUs, left.toUs()), next));
        });
    }

    private Future<Void> advance(long highestUs) {
        if (isStopped || highestUs <= throughUs.orElse(Long.MIN_VALUE)) {
            return Future.succeededFuture();
        }
        through(highestUs);
        return parts.ledger()
                .ran(new SiteLedger.Run(site, throughUs, parts.clock().instant(), null));
    }

    private void through(long us) {
        throughUs = Optional.of(us);
        tally.through(us);
    }

    private Future<Void> over(Instant began, @Nullable String error) {
        tally.ended(parts.clock().instant(), error);
        if (error != null) {
            LOG.warn("The sync of {} is not complete, and goes on at the next run: {}", site, error);
        }
        return parts.ledger()
                .ran(new SiteLedger.Run(site, throughUs, began, error))
                .onFailure(failure -> LOG.debug("A run of {} was not remembered: {}", site, failure.getMessage()))
                .otherwiseEmpty();
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static long us(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static long us(Duration time) {
        return time.toNanos() / 1_000;
    }

    /// One walk through the pages of a range.
    private final class Stretch {
        private final RecordCursor cursor;
        private long highestUs = Long.MIN_VALUE;

        private Stretch(TimeRange range) {
            cursor = parts.source().samples(site, range);
        }

        /// Makes all of it durable, and answers the highest time.
        private Future<Long> read() {
            return pages().eventually(cursor::close).map(read -> highestUs);
        }

        private Future<Void> pages() {
            if (isStopped) {
                return Future.failedFuture(new IllegalStateException("The sync is stopping"));
            }
            return cursor.next()
                    .compose(page -> page.isEmpty()
                            ? Future.succeededFuture()
                            : append((SampleBatch) page.get(), 0).compose(durable -> pages()));
        }

        private Future<Void> append(SampleBatch page, int from) {
            if (from >= page.size()) {
                return Future.succeededFuture();
            }
            int to = Math.min(page.size(), from + APPEND_ROWS);
            SampleBatch fresh = fresh(page, from, to);
            if (fresh.isEmpty()) {
                return append(page, to);
            }
            return sink.append(fresh).compose(durable -> {
                remember(fresh);
                return append(page, to);
            });
        }

        private SampleBatch fresh(SampleBatch page, int from, int to) {
            var fresh = new SampleBatch(to - from);
            for (int row = from; row < to; row++) {
                String point = page.series(row).symbol();
                highestUs = Math.max(highestUs, page.timeUs(row));
                if (points.takes(point) && !seen.has(point, page.timeUs(row))) {
                    fresh.copyRow(page, row);
                }
            }
            tally.repeated(to - from - fresh.size());
            return fresh;
        }

        private void remember(RecordBatch durable) {
            for (int row = 0; row < durable.size(); row++) {
                seen.add(durable.series(row).symbol(), durable.timeUs(row));
            }
            tally.journaled(durable.size());
        }
    }
}
