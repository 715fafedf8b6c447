package dev.tidemark.node;

import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.BuildingsConfig;
import dev.tidemark.history.NoBuildings;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.ace.AceSource;
import dev.tidemark.history.backfill.schedule.HoleFiller;
import dev.tidemark.history.backfill.schedule.HoleFillerVerticle;
import dev.tidemark.history.sync.BuildingSync;
import dev.tidemark.history.sync.SiteStats;
import dev.tidemark.history.sync.SyncConfig;
import dev.tidemark.history.sync.SyncParts;
import dev.tidemark.history.sync.SyncVerticle;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.journal.Journal;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the samples of buildings come from, and what keeps up with them; nothing where there is neither key nor
/// simulation.
final class Buildings {

    private static final Logger LOG = LoggerFactory.getLogger(Buildings.class);
    private static final int SIMULATED_SITES = 2;
    private static final int SIMULATED_POINTS = 20;
    private static final int SIMULATED_RATE = 100;

    private final Place place;
    private final @Nullable AceSource source;
    private final SourceCounters counters;
    private final SyncConfig config;
    private volatile @Nullable BuildingSync sync;

    private Buildings(Place place, @Nullable AceSource source, SourceCounters counters, SyncConfig config) {
        this.place = place;
        this.source = source;
        this.counters = counters;
        this.config = config;
    }

    /// What a part of the node needs to live.
    record Place(Vertx vertx, InstantSource clock, Teardown teardown) {}

    static Future<Buildings> open(Place place, BuildingsConfig config, UpOptions options) {
        if (options.simulatesBuildings()) {
            var simulated = SimulatedOptions.of(SIMULATED_SITES, SIMULATED_POINTS, place.clock());
            return SimulatedBuildings.start(place.vertx(), simulated)
                    .onSuccess(server -> place.teardown().add("simulated buildings", server::close))
                    .map(server -> simulated(place, config, server));
        }
        if (!config.hasKey()) {
            if (!config.sync().sites().isEmpty()) {
                LOG.warn("There is no key for the API of the buildings (ACE_API_KEY), so that no samples are fetched");
            }
            return Future.succeededFuture(new Buildings(place, null, new SourceCounters(), config.sync()));
        }
        return Future.succeededFuture(opened(place, config.ace(), config.sync()));
    }

    /// The source, which refuses everything where there is none.
    BuildingSource source() {
        AceSource from = source;
        return from == null ? new NoBuildings() : from;
    }

    /// Begins to keep up with all sites as soon as the database has been reached.
    void keepUp(Journal journal, PostgresDatabase database) {
        AceSource from = source;
        if (from == null || config.sites().isEmpty()) {
            return;
        }
        var parts = new SyncParts(
                place.vertx(), from, counters, journal, database.siteLedger(), database.knownPoints(), place.clock());
        var started = new BuildingSync(parts, config);
        sync = started;
        database.ready()
                .compose(ready -> place.vertx().deployVerticle(new SyncVerticle(started)))
                .onSuccess(id -> place.teardown()
                        .add("sync of buildings", () -> place.vertx().undeploy(id)))
                .onFailure(failure -> LOG.error("The sync of buildings did not start: {}", failure.getMessage()));
    }

    /// Looks once a day for days that lack samples, where there is a source that may have them.
    ///
    /// @param at the time of day, UTC; null for never
    Future<Void> lookForHoles(HoleFiller holes, @Nullable LocalTime at) {
        if (source == null || at == null) {
            return Future.succeededFuture();
        }
        return place.vertx()
                .deployVerticle(new HoleFillerVerticle(holes, at))
                .onSuccess(id -> place.teardown()
                        .add("search for holes", () -> place.vertx().undeploy(id)))
                .mapEmpty();
    }

    List<SiteStats> stats() {
        BuildingSync started = sync;
        return started == null ? List.of() : started.stats();
    }

    private static Buildings simulated(Place place, BuildingsConfig config, SimulatedBuildings server) {
        LOG.info("Buildings are simulated at {}", server.address());
        SyncConfig given = config.sync();
        var sync = new SyncConfig(
                server.history().sites(),
                given.interval(),
                given.first(),
                given.lateness(),
                given.pointsEvery(),
                given.isConfiguredOnly());
        AceConfig ace = AceConfig.of(server.address(), "simulated")
                .withRate(SIMULATED_RATE)
                .withConfiguredOnly(given.isConfiguredOnly());
        return opened(place, ace, sync);
    }

    private static Buildings opened(Place place, AceConfig ace, SyncConfig sync) {
        var counters = new SourceCounters();
        var source = new AceSource(place.vertx(), ace, place.clock(), counters);
        place.teardown().add("source of buildings", () -> {
            source.close();
            return Future.succeededFuture();
        });
        return new Buildings(place, source, counters, sync);
    }
}
