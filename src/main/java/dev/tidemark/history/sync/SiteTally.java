package dev.tidemark.history.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what one site's sync does; anyone may look. Written on one thread at a time.
final class SiteTally {

    private final String site;
    private boolean isRunning;
    private @Nullable Instant lastRun;
    private @Nullable Instant lastSuccess;
    private long lastRunMs;
    private Optional<Long> throughUs = Optional.empty();
    private long runs;
    private long failed;
    private long skipped;
    private long samples;
    private long repeated;
    private int points;
    private @Nullable String error;

    SiteTally(String site) {
        this.site = site;
    }

    synchronized void began(Instant at) {
        isRunning = true;
        lastRun = at;
    }

    synchronized void ended(Instant at, @Nullable String withError) {
        Instant began = lastRun == null ? at : lastRun;
        isRunning = false;
        lastRunMs = at.toEpochMilli() - began.toEpochMilli();
        runs++;
        error = withError;
        if (withError == null) {
            lastSuccess = began;
        } else {
            failed++;
        }
    }

    synchronized void skipped() {
        skipped++;
    }

    synchronized void journaled(int rows) {
        samples += rows;
    }

    synchronized void repeated(int rows) {
        repeated += rows;
    }

    synchronized void through(long us) {
        throughUs = Optional.of(us);
    }

    synchronized void points(int known) {
        points = known;
    }

    synchronized SiteStats stats(long dropped) {
        return new SiteStats(
                site,
                isRunning,
                lastRun,
                lastSuccess,
                lastRunMs,
                throughUs,
                runs,
                failed,
                skipped,
                samples,
                repeated,
                dropped,
                points,
                error);
    }
}
