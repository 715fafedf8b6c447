package dev.tidemark.history.sync;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All sites, each kept up with on its own. Confined to one context but for [#stats].
public final class BuildingSync {

    private final Map<String, SiteSync> sites = new LinkedHashMap<>();
    private final SyncParts parts;
    private final SyncConfig config;

    public BuildingSync(SyncParts parts, SyncConfig config) {
        this.parts = parts;
        this.config = config;
        config.sites().forEach(site -> sites.put(site, new SiteSync(site, parts, config)));
    }

    /// Begins a run of every site that has none under way; completes once all are over. Never fails.
    public Future<Void> run() {
        return Future.join(sites.values().stream().map(SiteSync::run).toList()).mapEmpty();
    }

    /// Completes once nothing is under way any more.
    public Future<Void> stop() {
        return Future.join(sites.values().stream().map(SiteSync::stop).toList()).mapEmpty();
    }

    /// How each site is; from any thread.
    public List<SiteStats> stats() {
        return sites.values().stream().map(SiteSync::stats).toList();
    }

    SyncConfig config() {
        return config;
    }

    SyncParts parts() {
        return parts;
    }
}
