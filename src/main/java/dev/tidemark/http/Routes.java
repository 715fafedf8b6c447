package dev.tidemark.http;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.http.HttpParts.Stores;
import dev.tidemark.http.HttpParts.Views;
import dev.tidemark.http.answer.AskedReader;
import dev.tidemark.http.answer.RowAnswers;
import dev.tidemark.http.archive.ListArchiveRunsHandler;
import dev.tidemark.http.archive.ListLakeJobsHandler;
import dev.tidemark.http.archive.ShowArchiveRunHandler;
import dev.tidemark.http.archive.ShowLakeJobHandler;
import dev.tidemark.http.archive.StartArchiveRunHandler;
import dev.tidemark.http.archive.StartLakeJobHandler;
import dev.tidemark.http.backfill.CancelBackfillHandler;
import dev.tidemark.http.backfill.ShowBackfillHandler;
import dev.tidemark.http.backfill.StartBackfillHandler;
import dev.tidemark.http.deadletter.DeleteDeadLetterHandler;
import dev.tidemark.http.deadletter.ListDeadLettersHandler;
import dev.tidemark.http.deadletter.ReplayDeadLettersHandler;
import dev.tidemark.http.deadletter.ShowDeadLetterHandler;
import dev.tidemark.http.feed.ListFeedHandler;
import dev.tidemark.http.feed.ListGapsHandler;
import dev.tidemark.http.feed.ListSymbolsHandler;
import dev.tidemark.http.ingest.IngestFeedsHandler;
import dev.tidemark.http.ingest.IngestSamplesHandler;
import dev.tidemark.http.key.CreateKeyHandler;
import dev.tidemark.http.key.ListKeysHandler;
import dev.tidemark.http.key.RevokeKeyHandler;
import dev.tidemark.http.lake.DownloadObjectHandler;
import dev.tidemark.http.operate.CheckHealthHandler;
import dev.tidemark.http.operate.CountRowsHandler;
import dev.tidemark.http.operate.ShowMetricsHandler;
import dev.tidemark.http.operate.ShowStatusHandler;
import dev.tidemark.http.operate.StartCollectorsHandler;
import dev.tidemark.http.operate.StopCollectorsHandler;
import dev.tidemark.http.series.ListPointsHandler;
import dev.tidemark.http.series.ListSitesHandler;
import dev.tidemark.http.series.QuerySeriesHandler;
import dev.tidemark.http.series.ShowCoverageHandler;
import dev.tidemark.http.series.ShowLatestHandler;
import dev.tidemark.http.wire.BodyBudget;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.market.Dataset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Every endpoint there is, grouped by feature. A new one is a handler, a line here and a path in `openapi/`.
final class Routes {

    /// So many bodies of the largest size may be in memory at once.
    private static final int MAX_LARGE_BODIES = 4;

    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);

    private final HttpConfig config;
    private final HttpParts parts;
    private final BodyReader bodies;

    Routes(HttpConfig config, HttpParts parts) {
        this.config = config;
        this.parts = parts;
        var budget = new BodyBudget((long) config.maxBodyBytes() * MAX_LARGE_BODIES);
        this.bodies = new BodyReader(config.maxBodyBytes(), budget, BODY_PATIENCE);
    }

    List<Endpoint> all() {
        return Stream.of(health(), operation(), ingest(), feeds(), deadLetters(), keys(), archive(), lake(), backfill())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> health() {
        var health = parts.views().health();
        return List.of(
                Endpoint.open("/health", new CheckHealthHandler(health::health)),
                Endpoint.open("/health/live", new CheckHealthHandler(health::live)),
                Endpoint.open("/health/ready", new CheckHealthHandler(health::ready)));
    }

    private List<Endpoint> operation() {
        Views views = parts.views();
        return List.of(
                Endpoint.get("/status", new ShowStatusHandler(views.status())),
                Endpoint.get("/status/rows", new CountRowsHandler(parts.stores().reader(), clock())),
                Endpoint.get("/metrics", new ShowMetricsHandler(views.metrics())),
                Endpoint.get("/openapi.json", new ShowDescriptionHandler(ApiDescription.load())),
                Endpoint.post("/start", Scope.ADMIN, new StartCollectorsHandler(parts.collectors(), bodies)),
                Endpoint.post("/stop", Scope.ADMIN, new StopCollectorsHandler(parts.collectors(), bodies)));
    }

    private List<Endpoint> ingest() {
        var journal = parts.stores().journal();
        var counters = parts.views().ingest();
        int most = config.maxFeeds();
        return List.of(
                Endpoint.post(
                        "/internal/ingest",
                        Scope.INGEST,
                        new IngestFeedsHandler(journal, bodies, most, clock(), counters)),
                Endpoint.post(
                        "/timeseries/ingest",
                        Scope.INGEST,
                        new IngestSamplesHandler(journal, bodies, most, clock(), counters)));
    }

    private List<Endpoint> feeds() {
        var reader = parts.stores().reader();
        var limits = parts.limits().query();
        var nanoTime = parts.clocks().nanoTime();
        var rows = parts.stores().rows();
        var catalog = rows.catalog();
        var answers = new RowAnswers(rows.engine(), rows.tables(), parts.limits(), nanoTime);
        var asked = new AskedReader(clock(), limits);
        var ticks = new ListFeedHandler(Dataset.TICKS, answers, asked, reader);
        var trades = new ListFeedHandler(Dataset.TRADES, answers, asked, reader);
        var samples = new QuerySeriesHandler(answers, asked, limits.maxPoints(), bodies, nanoTime);
        return List.of(
                Endpoint.get("/api/ticks", ticks),
                Endpoint.get("/api/ticks.:ending", ticks),
                Endpoint.get("/api/trades", trades),
                Endpoint.get("/api/trades.:ending", trades),
                Endpoint.get("/timeseries/query", samples),
                Endpoint.post("/timeseries/query", Scope.READ, samples),
                Endpoint.get("/timeseries/query.:ending", samples),
                Endpoint.post("/timeseries/query.:ending", Scope.READ, samples),
                Endpoint.get("/timeseries/latest", new ShowLatestHandler(catalog)),
                Endpoint.get("/sites", new ListSitesHandler(catalog)),
                Endpoint.get("/sites/:site/points", new ListPointsHandler(catalog)),
                Endpoint.get("/sites/:site/coverage", new ShowCoverageHandler(catalog, clock())),
                Endpoint.get("/api/symbols", new ListSymbolsHandler(reader)),
                Endpoint.get("/gaps", new ListGapsHandler(reader)));
    }

    /// `/dlq/replay` stands before `/dlq/:id`, which would take it for an id.
    private List<Endpoint> deadLetters() {
        Stores stores = parts.stores();
        return List.of(
                Endpoint.get("/dlq", new ListDeadLettersHandler(stores.deadLetters())),
                Endpoint.post(
                        "/dlq/replay",
                        Scope.ADMIN,
                        new ReplayDeadLettersHandler(stores.journal(), stores.deadLetters(), bodies)),
                Endpoint.get("/dlq/:id", new ShowDeadLetterHandler(stores.deadLetters())),
                Endpoint.delete("/dlq/:id", new DeleteDeadLetterHandler(stores.deadLetters())));
    }

    private List<Endpoint> keys() {
        return List.of(
                Endpoint.get("/keys", Scope.ADMIN, new ListKeysHandler(parts.keys())),
                Endpoint.post("/keys", Scope.ADMIN, new CreateKeyHandler(parts.keys(), bodies)),
                Endpoint.delete("/keys/:prefix", new RevokeKeyHandler(parts.keys())));
    }

    private List<Endpoint> archive() {
        var jobs = parts.jobs().archive();
        var lake = parts.jobs().lake();
        return List.of(
                Endpoint.post("/archive/run", Scope.ADMIN, new StartArchiveRunHandler(jobs, bodies)),
                Endpoint.get("/archive/runs", new ListArchiveRunsHandler(jobs)),
                Endpoint.get("/archive/runs/:id", new ShowArchiveRunHandler(jobs)),
                lakeJob("/archive/verify", LakeJob.Kind.VERIFY),
                lakeJob("/archive/compact", LakeJob.Kind.COMPACT),
                lakeJob("/archive/rebuild-manifest", LakeJob.Kind.REBUILD),
                Endpoint.get("/archive/jobs", new ListLakeJobsHandler(lake)),
                Endpoint.get("/archive/jobs/:id", new ShowLakeJobHandler(lake)));
    }

    private Endpoint lakeJob(String path, LakeJob.Kind kind) {
        return Endpoint.post(
                path, Scope.ADMIN, new StartLakeJobHandler(kind, parts.jobs().lake(), bodies));
    }

    private List<Endpoint> lake() {
        return List.of(
                Endpoint.get("/lake/*", new DownloadObjectHandler(parts.stores().lake())));
    }

    private List<Endpoint> backfill() {
        var jobs = parts.jobs().backfill();
        return List.of(
                Endpoint.post("/backfill/start", Scope.ADMIN, new StartBackfillHandler(jobs, bodies, clock())),
                Endpoint.get("/backfill/status", new ShowBackfillHandler(jobs)),
                Endpoint.post("/backfill/cancel", Scope.ADMIN, new CancelBackfillHandler(jobs)));
    }

    private InstantSource clock() {
        return parts.clocks().wall();
    }
}
