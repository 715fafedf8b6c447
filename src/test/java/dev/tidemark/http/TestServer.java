package dev.tidemark.http;

import dev.tidemark.access.KeyRing;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetTableWriter;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.http.HttpParts.Clocks;
import dev.tidemark.http.HttpParts.Stores;
import dev.tidemark.http.HttpParts.Views;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.http.ingest.IngestCounters;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.telemetry.HealthModel;
import dev.tidemark.telemetry.Metrics;
import dev.tidemark.telemetry.StatusModel;
import dev.tidemark.telemetry.StoreWatch;
import dev.tidemark.telemetry.Vitals;
import dev.tidemark.testkit.InMemoryApiKeys;
import dev.tidemark.testkit.InMemoryCatalog;
import dev.tidemark.testkit.InMemoryDeadLetters;
import dev.tidemark.testkit.InMemoryHotReader;
import dev.tidemark.testkit.InMemoryLake;
import dev.tidemark.testkit.InMemoryObjectStore;
import dev.tidemark.testkit.InMemorySnapshots;
import dev.tidemark.testkit.RowCursor;
import dev.tidemark.testkit.StubArchiveJobs;
import dev.tidemark.testkit.StubBackfillJobs;
import dev.tidemark.testkit.StubCollectors;
import dev.tidemark.testkit.StubLakeJobs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server on a free port of loopback, with everything behind it in memory and its clocks in our hands.
final class TestServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// No rate limit, small bounds.
    static final HttpConfig CONFIG = new HttpConfig("127.0.0.1", 0, 1 << 20, 1_000, 0, List.of());

    /// @param ingestKey `API_KEY`; null for none
    /// @param adminKey `BACKFILL_API_KEY`; null for none
    record Setup(
            HttpConfig config,
            @Nullable String ingestKey,
            @Nullable String adminKey,
            AnswerLimits limits) {

        static final Setup OPEN = new Setup(CONFIG, null, null, AnswerLimits.DEFAULT);

        Setup with(HttpConfig other) {
            return new Setup(other, ingestKey, adminKey, limits);
        }

        Setup with(AnswerLimits other) {
            return new Setup(config, ingestKey, adminKey, other);
        }

        Setup withKeys(@Nullable String ingest, @Nullable String admin) {
            return new Setup(config, ingest, admin, limits);
        }
    }

    /// Where queries look.
    record Tiers(Snapshots hot, ColdReader cold) {}

    final MemoryJournal journal = new MemoryJournal();
    final InMemoryHotReader reader = new InMemoryHotReader();
    final InMemoryCatalog catalog = new InMemoryCatalog();
    final InMemoryLake lake = new InMemoryLake(RowCursor.Manner.of(100));
    final InMemorySnapshots rows = new InMemorySnapshots(lake, RowCursor.Manner.of(100));
    final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    final InMemoryObjectStore objects = new InMemoryObjectStore();
    final InMemoryApiKeys keys = new InMemoryApiKeys(() -> NOW);
    final StubArchiveJobs archive = new StubArchiveJobs(NOW);
    final StubBackfillJobs backfill = new StubBackfillJobs(NOW);
    final StubLakeJobs lakeJobs = new StubLakeJobs(NOW);
    final StubCollectors collectors = new StubCollectors("coinbase", "kraken");
    final List<String> missing = new CopyOnWriteArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final StoreWatch store = new StoreWatch(reader, deadLetters, () -> NOW, 1_000);
    final Metrics metrics = new Metrics();
    private final Vertx vertx;
    private final Tiers tiers;
    private final HttpServerVerticle verticle;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    TestServer() {
        this(Setup.OPEN);
    }

    TestServer(Setup setup) {
        this(setup, null);
    }

    /// @param tiers makes what queries look into instead of [#rows] and [#lake]; null for those
    TestServer(Setup setup, @Nullable Function<Vertx, Tiers> tiers) {
        var options = new VertxOptions().setEventLoopPoolSize(1).setMetricsOptions(Metrics.options());
        vertx = Vertx.builder().with(options).withMetrics(metrics.factory()).build();
        this.tiers = tiers == null ? new Tiers(rows, lake) : tiers.apply(vertx);
        verticle = new HttpServerVerticle(setup.config, parts(setup));
        await(vertx.deployVerticle(verticle));
    }

    private HttpParts parts(Setup setup) {
        var build = new Vitals.Build("1.2.3", NOW.minusSeconds(60), 100, new JsonObject().put("password", "***"));
        var vitals = new Vitals(
                build,
                () -> NOW,
                collectors::stats,
                journal::stats,
                () -> List.of(new WriterStats(Dataset.TICKS, "idle", 1, new Written(5, 4, 1, 0), 2.5, 3, 1, null, 0)),
                store::figures,
                () -> missing,
                () -> ArchiveState.NONE,
                List::of);
        var health = new HealthModel(vitals, nanos::get);
        var ingest = new IngestCounters();
        metrics.with(vitals, health).with(ingest);
        return new HttpParts(
                new Stores(
                        journal,
                        reader,
                        new HttpParts.Rows(
                                new QueryEngine(tiers.hot, tiers.cold, setup.limits.query()),
                                catalog,
                                ParquetTableWriter.factory(
                                        vertx.createSharedWorkerExecutor("parquet", 2), Compression.ZSTD)),
                        deadLetters,
                        objects),
                new Views(new StatusModel(vitals, health), health, metrics, ingest),
                collectors,
                new KeyRing(setup.ingestKey, setup.adminKey, keys, nanos::get),
                setup.limits,
                new Clocks(() -> NOW, nanos::get),
                new HttpParts.Jobs(archive, lakeJobs, backfill));
    }

    /// Every route there is, as in `get /dlq/{id}`.
    List<String> routes() {
        return new Routes(CONFIG, parts(Setup.OPEN))
                .all().stream()
                        .map(endpoint -> endpoint.method().name().toLowerCase(Locale.ROOT) + " "
                                + endpoint.path().replaceAll(":(\\w+)", "{$1}").replace("/*", "/{key}"))
                        .toList();
    }

    /// Stores rows.
    void add(RecordBatch batch) {
        rows.add(batch);
        reader.add(batch);
        catalog.add(batch);
    }

    /// Queries and lists fail with this.
    void failWith(RuntimeException fault) {
        rows.failWith(fault);
        catalog.failWith(fault);
        reader.failWith(fault);
    }

    /// Hot cursors fail with this after so many batches of 100 rows.
    void failCursorsAfter(int batches, RuntimeException fault) {
        rows.manner(RowCursor.Manner.of(100).failing(fault, batches));
    }

    int port() {
        return verticle.actualPort();
    }

    /// Lets the given time pass on the monotonic clock.
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Stops the server as the process does when it ends.
    Future<Void> stop() {
        return vertx.undeploy(verticle.deploymentID());
    }

    /// Stores an object of the lake.
    void putObject(String key, String text) {
        putObject(key, text.getBytes(StandardCharsets.UTF_8));
    }

    void putObject(String key, byte[] bytes) {
        try {
            Path file = Files.createTempFile("tidemark-object", null);
            Files.write(file, bytes);
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            await(objects.put(key, file, new Digest(bytes.length, HexFormat.of().formatHex(sha256))));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }

    void refreshStore() {
        await(store.refresh());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.@Nullable BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, was interrupted", e);
        }
    }

    /// Writes the body of an answer to a file; the answer's own is that file.
    HttpResponse<Path> download(String path, Path to, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofFile(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, was interrupted", e);
        }
    }

    static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Expected an end within 20 s", e);
        }
    }

    @Override
    public void close() {
        client.close();
        await(vertx.close());
        metrics.close();
    }
}
