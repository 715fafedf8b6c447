package dev.tidemark.telemetry.building;

import dev.tidemark.history.sync.SiteStats;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Writes the sync of buildings into the metrics. Of more sites than have a label of their own the rest is one.
public final class SyncFigures implements Consumer<Figures> {

    static final int MOST_SITES = 200;
    static final String OTHERS = "other";
    private static final double US_PER_SECOND = 1e6;

    private final Supplier<List<SiteStats>> sites;

    /// @param sites answers at once, from any thread; always in the same order
    public SyncFigures(Supplier<List<SiteStats>> sites) {
        this.sites = sites;
    }

    @Override
    public void accept(Figures figures) {
        List<SiteStats> all = sites.get();
        int labelled = all.size() > MOST_SITES ? MOST_SITES - 1 : all.size();
        all.subList(0, labelled).forEach(site -> write(figures, site.site(), List.of(site)));
        if (labelled < all.size()) {
            write(figures, OTHERS, all.subList(labelled, all.size()));
        }
    }

    /// Of several sites the newest sample is that of the one furthest behind.
    private static void write(Figures figures, String label, List<SiteStats> sites) {
        long samples = 0;
        long dropped = 0;
        long runs = 0;
        long failed = 0;
        long skipped = 0;
        long newestUs = Long.MAX_VALUE;
        for (SiteStats site : sites) {
            samples += site.samples();
            dropped += site.dropped();
            runs += site.runs();
            failed += site.failed();
            skipped += site.skipped();
            newestUs = Math.min(newestUs, site.throughUs().orElse(Long.MAX_VALUE));
        }
        figures.counter(MetricNames.SYNC_SAMPLES, samples, "site", label);
        figures.counter(MetricNames.SYNC_DROPPED, dropped, "site", label);
        figures.counter(MetricNames.SYNC_RUNS, runs - failed, "site", label, "outcome", "completed");
        figures.counter(MetricNames.SYNC_RUNS, failed, "site", label, "outcome", "failed");
        figures.counter(MetricNames.SYNC_RUNS, skipped, "site", label, "outcome", "skipped");
        if (newestUs != Long.MAX_VALUE) {
            figures.gauge(MetricNames.SYNC_NEWEST, newestUs / US_PER_SECOND, "site", label);
        }
    }
}
