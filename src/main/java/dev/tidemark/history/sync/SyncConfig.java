package dev.tidemark.history.sync;

import java.time.Duration;
import java.util.List;

/// How the sites are kept up with.
///
/// @param sites by name
/// @param interval between two runs, which begin at its multiples on the clock
/// @param first how far back a site's first run begins
/// @param lateness how far behind the highest time a run begins, for samples that come late
/// @param pointsEvery how often units and tags are asked for
/// @param isConfiguredOnly whether only samples of configured points are kept
public record SyncConfig(
        List<String> sites,
        Duration interval,
        Duration first,
        Duration lateness,
        Duration pointsEvery,
        boolean isConfiguredOnly) {

    public SyncConfig {
        sites = List.copyOf(sites);
    }

    /// The defaults, for these sites.
    public static SyncConfig of(List<String> sites) {
        return new SyncConfig(
                sites, Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofHours(1), Duration.ofHours(6), false);
    }
}
