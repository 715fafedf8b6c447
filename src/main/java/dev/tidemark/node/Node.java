package dev.tidemark.node;

import dev.tidemark.access.KeyRing;
import dev.tidemark.bus.Bus;
import dev.tidemark.cold.archive.ArchiveSteps;
import dev.tidemark.cold.archive.Archiver;
import dev.tidemark.cold.archive.ArchiverVerticle;
import dev.tidemark.config.Loading;
import dev.tidemark.config.Settings;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.RecordedFrameClock;
import dev.tidemark.exchange.collect.CollectorOptions;
import dev.tidemark.exchange.collect.DeliveredBefore;
import dev.tidemark.exchange.collect.ExchangeCollectors;
import dev.tidemark.forward.ForwarderVerticle;
import dev.tidemark.history.backfill.BackfillVerticle;
import dev.tidemark.history.backfill.Backfills;
import dev.tidemark.history.backfill.schedule.HoleFiller;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.hot.postgres.catalog.CatalogShares;
import dev.tidemark.hot.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.http.HttpParts;
import dev.tidemark.http.HttpServerVerticle;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.http.ingest.IngestCounters;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.telemetry.HealthModel;
import dev.tidemark.telemetry.Metrics;
import dev.tidemark.telemetry.StatusModel;
import dev.tidemark.telemetry.StoreWatch;
import dev.tidemark.telemetry.TelemetryVerticle;
import dev.tidemark.telemetry.Vitals;
import dev.tidemark.telemetry.building.BackfillFigures;
import dev.tidemark.telemetry.building.SyncFigures;
import dev.tidemark.telemetry.feature.ColdReadFigures;
import dev.tidemark.telemetry.feature.ForwardFigures;
import dev.tidemark.telemetry.feature.LakeFigures;
import dev.tidemark.telemetry.feature.ObjectStoreFigures;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Tidemark: everything that `up` starts.
///
/// The order: journal, database and lake side by side; writers and batchers; archiver; HTTP; the collectors last. It
/// stops in reverse, so that what has been read is durable before the journal closes.
public final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long DATABASE_PATIENCE_MS = 4_000;

    private final Loading.Loaded loaded;
    private final Settings settings;
    private final UpOptions options;
    private final ArchiveSteps steps;
    private final Metrics metrics = new Metrics();
    private final InstantSource clock = InstantSource.system();
    private final Vertx vertx;
    private final Teardown teardown = new Teardown();
    private @Nullable EmbeddedPostgres embedded;
    private @Nullable Buildings buildings;
    private @Nullable HttpServerVerticle http;
    private @Nullable ColdTier cold;
    private @Nullable ForwarderVerticle forwarder;
    private volatile List<String> missing = List.of("collectors: not started yet");

    private Node(Loading.Loaded loaded, UpOptions options, ArchiveSteps steps) {
        this.steps = steps;
        this.loaded = loaded;
        this.settings = loaded.settings();
        this.options = options;
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(Metrics.options()))
                .withMetrics(metrics.factory())
                .build();
        Bus.install(vertx);
    }

    /// Starts everything; completes once HTTP is served. What fails in between is stopped again.
    public static Future<Node> start(Loading.Loaded loaded, UpOptions options) {
        return start(loaded, options, ArchiveSteps.UNHEARD);
    }

    /// The same.
    ///
    /// @param steps hears of every step of the archiver
    static Future<Node> start(Loading.Loaded loaded, UpOptions options, ArchiveSteps steps) {
        var node = new Node(loaded, options, steps);
        // Without a context, as in stop: the failure of a start is told when Vert.x is closed already.
        Promise<Node> started = Promise.promise();
        node.startAll()
                .onSuccess(ignored -> started.complete(node))
                .onFailure(failure -> node.stop().onComplete(ignored -> started.fail(failure)));
        return started.future();
    }

    /// Stops everything in order: what has been read is durable, what can be stored is stored. Never fails.
    /// Idempotent.
    public Future<Void> stop() {
        missing = List.of("stopping");
        // Without a context: what belongs to one is never heard of again once Vert.x is closed.
        Promise<Void> stopped = Promise.promise();
        teardown.run().onComplete(ignored -> vertx.close().onComplete(stopped));
        return stopped.future();
    }

    /// The part that is being stopped, or was stopped last. Callable from any thread.
    public String stopping() {
        return teardown.stopping();
    }

    /// Where HTTP is served; differs from the configured port where that is 0.
    public int httpPort() {
        return http == null ? 0 : http.actualPort();
    }

    /// What to tell the person who has started it.
    public List<String> banner() {
        String address = "http://" + settings.http().host() + ":" + httpPort();
        String database = embedded == null
                ? "the one of DATABASE_URL"
                : "PGPASSFILE=" + embedded.passwordFile() + " psql -h 127.0.0.1 -p " + embedded.port()
                        + " -U tidemark tidemark";
        return List.of(
                "Tidemark is running.",
                "  status    " + address + "/status",
                "  ticks     " + address + "/api/ticks?symbol=BTC-USD",
                "  database  " + database,
                "  data      " + settings.data().toAbsolutePath().normalize());
    }

    /// The journal first: it holds the lock of the data folder, and a second process must not take over the
    /// database of the first one, nor clear away what that is writing.
    private Future<Void> startAll() {
        return SegmentJournal.open(vertx, settings.data().resolve("journal"), settings.journal(), clock)
                .onSuccess(opened -> teardown.add("journal", opened::close))
                .compose(this::startWith);
    }

    private Future<Void> startWith(SegmentJournal journal) {
        Future<ColdTier> tier = ColdTier.open(vertx, settings, teardown).onSuccess(opened -> cold = opened);
        Future<PostgresDatabase> database = url().map(this::database);
        var place = new Buildings.Place(vertx, clock, teardown);
        Future<Buildings> sites =
                Buildings.open(place, settings.buildings(), options).onSuccess(opened -> buildings = opened);
        return Future.join(database, tier, sites)
                .compose(ignored -> forward(journal))
                .compose(ignored ->
                        Lines.start(vertx, settings, journal, database.result().hotStore(), clock, teardown))
                .compose(lines -> startFeeds(journal, database.result(), lines));
    }

    /// Before the writers: from their first acknowledgement on the journal discards what no consumer needs.
    private Future<Void> forward(SegmentJournal journal) {
        if (settings.forward().url() == null) {
            return Future.succeededFuture();
        }
        var verticle = new ForwarderVerticle(
                journal, settings.forward(), settings.data().resolve("forward"));
        forwarder = verticle;
        return vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .onSuccess(id -> teardown.add("forwarding", () -> vertx.undeploy(id)))
                .mapEmpty();
    }

    private Future<String> url() {
        String given = settings.postgres().url();
        if (given != null) {
            return Future.succeededFuture(given);
        }
        return EmbeddedPostgres.start(
                        vertx, settings.data(), settings.postgres().embeddedPort())
                .onSuccess(started -> {
                    embedded = started;
                    teardown.add("embedded PostgreSQL", started::stop);
                })
                .map(EmbeddedPostgres::url);
    }

    private PostgresDatabase database(String url) {
        var database =
                PostgresDatabase.create(vertx, settings.postgres(), url, settings.hot(), clock, new FrameBytes());
        teardown.add("database", database::close);
        return database;
    }

    private Future<Void> startFeeds(SegmentJournal journal, PostgresDatabase database, Lines lines) {
        CollectorOptions live = CollectorOptions.live(settings.workerId(), clock, clock.millis());
        if (options.recordings().isEmpty()) {
            return serve(journal, database, lines, collectors(journal, settings.exchanges(), live));
        }
        return Replay.start(vertx, options, settings.exchanges())
                .onSuccess(replay -> teardown.add("replay", replay.server()::close))
                .compose(replay -> deliveredBefore(database, lines)
                        .map(delivered -> live.withFrameClock(new RecordedFrameClock(), delivered))
                        .compose(recorded ->
                                serve(journal, database, lines, collectors(journal, replay.configs(), recorded))));
    }

    /// What an earlier run has stored of the recordings, once everything that it had accepted is stored.
    private static Future<DeliveredBefore> deliveredBefore(PostgresDatabase database, Lines lines) {
        return database.ready()
                .compose(ignored -> lines.flush())
                .compose(ignored -> database.reader().lastReceived())
                .map(last -> new DeliveredBefore(last.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new DeliveredBefore.Mark(
                                        entry.getValue().receivedUs(),
                                        entry.getValue().count())))));
    }

    private ExchangeCollectors collectors(
            SegmentJournal journal, Map<String, ExchangeConfig> configs, CollectorOptions collectorOptions) {
        return new ExchangeCollectors(vertx, journal, clock, Venues.all(configs), configs, collectorOptions);
    }

    private Future<Void> serve(
            SegmentJournal journal, PostgresDatabase database, Lines lines, ExchangeCollectors collectors) {
        Archiver archiver = cold().archiver(database, settings, clock, steps);
        Buildings buildings = buildings(journal, database);
        Backfills backfills = cold().backfills(database, settings, journal, buildings.source());
        HoleFiller holes = holes(database, backfills);
        var care = new LakeCare(cold(), database, settings, clock);
        var watch = new StoreWatch(database.reader(), database.deadLetters(), clock, DATABASE_PATIENCE_MS);
        var vitals = new Vitals(
                build(),
                clock,
                collectors::stats,
                journal::stats,
                lines::stats,
                watch::figures,
                () -> missing,
                archiver::state,
                buildings::stats);
        var health = new HealthModel(vitals, System::nanoTime);
        var status = new StatusModel(vitals, health);
        var ingest = new IngestCounters();
        metrics.with(vitals, health).with(new SyncFigures(buildings::stats));
        showFeatures(
                status,
                new BackfillFigures(backfills::known, holes::state, backfills.counters()),
                new LakeFigures(care::state));
        var parts = new HttpParts(
                new HttpParts.Stores(
                        journal,
                        database.reader(),
                        rows(database),
                        database.deadLetters(),
                        cold().lake().store()),
                new HttpParts.Views(status, health, metrics, ingest),
                collectors,
                new KeyRing(settings.keys().ingest(), settings.keys().admin(), database.apiKeys(), System::nanoTime),
                AnswerLimits.of(settings.query()),
                new HttpParts.Clocks(clock, System::nanoTime),
                new HttpParts.Jobs(archiver, care.jobs(), backfills));
        var server = new HttpServerVerticle(settings.http(), parts);
        http = server;
        return vertx.deployVerticle(new TelemetryVerticle(status, health, watch))
                // Whoever waits for it to be ready need not wait for the next look.
                .onSuccess(id -> database.ready().onSuccess(ready -> watch.refresh()))
                .compose(ignored -> vertx.deployVerticle(new ArchiverVerticle(archiver)))
                .onSuccess(id -> {
                    teardown.add("archiver", () -> vertx.undeploy(id));
                    teardown.add("work on the lake", care::stop);
                    care.startWhenReady(vertx, archiver);
                })
                .compose(ignored ->
                        vertx.deployVerticle(new BackfillVerticle(backfills, cold().backfillFolder(settings))))
                .onSuccess(id -> teardown.add("backfill", () -> vertx.undeploy(id)))
                .compose(ignored -> buildings.lookForHoles(
                        holes, settings.backfill().schedule().at()))
                .compose(ignored -> vertx.deployVerticle(server))
                .onSuccess(id -> teardown.add("HTTP", () -> vertx.undeploy(id)))
                .compose(ignored -> startCollectors(collectors));
    }

    /// Sections of the status and figures of what not every server has, or has in a way of its own.
    private void showFeatures(StatusModel status, BackfillFigures backfill, LakeFigures lake) {
        if (forwarder != null) {
            var figures = new ForwardFigures(forwarder::stats);
            status.with("forward", figures::json);
            metrics.with(figures);
        }
        status.with("backfill", backfill::json).with("lake", lake::json);
        metrics.with(backfill)
                .with(lake)
                .with(new ObjectStoreFigures(cold().lake().counters()))
                .with(new ColdReadFigures(cold().reader().counters()));
    }

    private HoleFiller holes(PostgresDatabase database, Backfills backfills) {
        return new HoleFiller(
                backfills,
                new CatalogShares(database.sampleCatalog(), clock),
                settings.backfill().schedule(),
                clock);
    }

    private Buildings buildings(SegmentJournal journal, PostgresDatabase database) {
        Buildings opened = Objects.requireNonNull(buildings, "Expected the source of samples to be open");
        opened.keepUp(journal, database);
        return opened;
    }

    private ColdTier cold() {
        return Objects.requireNonNull(cold, "Expected the lake to be open before anything is served");
    }

    private Future<Void> startCollectors(ExchangeCollectors collectors) {
        teardown.add("collectors", collectors::stopAll);
        missing = List.of();
        return Future.join(collectors.sources().stream()
                        .filter(source -> !settings.exchanges().containsKey(source)
                                || !options.recordings().isEmpty()
                                || settings.exchanges().get(source).enabled())
                        .map(collectors::start)
                        .toList())
                .onFailure(failure -> LOG.error("A collector did not start: {}", failure.getMessage()))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private HttpParts.Rows rows(PostgresDatabase database) {
        return new HttpParts.Rows(
                new QueryEngine(database.snapshots(), cold().reader(), settings.query()),
                database.sampleCatalog(),
                cold().tables(settings));
    }

    private Vitals.Build build() {
        String version = Node.class.getPackage().getImplementationVersion();
        return new Vitals.Build(
                version == null ? "development" : version,
                clock.instant(),
                settings.batch().values().stream()
                        .mapToInt(batch -> batch.records())
                        .findFirst()
                        .orElse(0),
                config());
    }

    private JsonObject config() {
        var config = new JsonObject();
        loaded.values().forEach(value -> config.put(value.path(), value.text()));
        return config;
    }
}
