package dev.tidemark.history.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the sync of a site is, as of the last change.
///
/// @param isRunning whether a run is under way
/// @param lastRun when the last run began; null before the first
/// @param lastSuccess when the last run that went well began; null before it
/// @param lastRunMs how long the last run took
/// @param throughUs the highest time read; empty where nothing was
/// @param runs that are over
/// @param failed of them
/// @param skipped runs that were due while one was under way
/// @param samples made durable since the start
/// @param repeated read again within the margin, and known
/// @param dropped without a finite value, a time or a name
/// @param points known by name, unit and tags
/// @param error of the last run; null where it went well
public record SiteStats(
        String site,
        boolean isRunning,
        @Nullable Instant lastRun,
        @Nullable Instant lastSuccess,
        long lastRunMs,
        Optional<Long> throughUs,
        long runs,
        long failed,
        long skipped,
        long samples,
        long repeated,
        long dropped,
        int points,
        @Nullable String error) {}
