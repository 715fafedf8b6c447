package dev.tidemark.telemetry.building;

import dev.tidemark.history.sync.SiteStats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sync of buildings in `/status`.
public final class BuildingsJson {

    private BuildingsJson() {}

    public static JsonArray of(List<SiteStats> sites, long nowUs) {
        var all = new JsonArray();
        sites.forEach(site -> all.add(site(site, nowUs)));
        return all;
    }

    private static JsonObject site(SiteStats site, long nowUs) {
        Long throughUs = site.throughUs().orElse(null);
        return new JsonObject()
                .put("site", site.site())
                .put("state", site.isRunning() ? "running" : site.error() == null ? "waiting" : "failing")
                .put("last_run", text(site.lastRun()))
                .put("last_success", text(site.lastSuccess()))
                .put("last_run_ms", site.lastRunMs())
                .put("newest", throughUs == null ? null : text(Instant.EPOCH.plus(throughUs, ChronoUnit.MICROS)))
                .put("lag_s", throughUs == null ? null : (nowUs - throughUs) / 1_000_000)
                .put("points", site.points())
                .put("samples", site.samples())
                .put("repeated", site.repeated())
                .put("dropped", site.dropped())
                .put("runs", site.runs())
                .put("failed_runs", site.failed())
                .put("skipped_runs", site.skipped())
                .put("error", site.error());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
