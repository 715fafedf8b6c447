package dev.tidemark.bench;

import dev.tidemark.access.KeyRing;
import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.http.HttpConfig;
import dev.tidemark.http.HttpParts;
import dev.tidemark.http.HttpServerVerticle;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.http.ingest.IngestCounters;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.telemetry.HealthModel;
import dev.tidemark.telemetry.Metrics;
import dev.tidemark.telemetry.StatusModel;
import dev.tidemark.telemetry.StoreFigures;
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
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How many requests and feeds a second `POST /internal/ingest` takes over loopback, with a journal that only counts:
/// what HTTP and parsing cost. Client and server share the machine. Bounded by its numbers of requests.
///
/// `java -cp … dev.tidemark.bench.IngestBench`
final class IngestBench {

    private static final int CONNECTIONS = 4;

    /// @param feeds in each request
    /// @param requests to be sent
    private record Load(int feeds, int requests) {}

    private static final List<Load> LOADS = List.of(
            new Load(1, 40_000),
            new Load(100, 6_000),
            new Load(1_000, 1_500),
            new Load(10_000, 150),
            new Load(50_000, 40));

    private IngestBench() {}

    /// Prints a line for each size of request.
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Vertx vertx = Vertx.vertx();
        var verticle = new HttpServerVerticle(new HttpConfig("127.0.0.1", 0, 16 << 20, 50_000, 0, List.of()), parts());
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(verticle.actualPort()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        out.printf("%8s %10s %12s %14s %10s%n", "feeds", "requests", "requests/s", "feeds/s", "MB/s");
        for (Load load : LOADS) {
            Buffer body = body(load.feeds);
            run(vertx, client, body, Math.max(10, load.requests / 5));
            double seconds = run(vertx, client, body, load.requests);
            out.printf(
                    "%8d %10d %12.0f %14.0f %10.1f%n",
                    load.feeds,
                    load.requests,
                    load.requests / seconds,
                    load.feeds * (double) load.requests / seconds,
                    body.length() * (double) load.requests / seconds / 1e6);
        }
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private static HttpParts parts() {
        InstantSource clock = InstantSource.system();
        var keys = new InMemoryApiKeys(clock);
        var reader = new InMemoryHotReader();
        var letters = new InMemoryDeadLetters();
        var journal = new CountingJournal();
        var collectors = new StubCollectors("none");
        var store = new StoreFigures(StoreFigures.Database.UP, Instant.EPOCH, null, List.of(), 0L, Instant.EPOCH);
        var vitals = new Vitals(
                new Vitals.Build("bench", Instant.EPOCH, 100, new JsonObject()),
                clock,
                collectors::stats,
                journal::stats,
                List::of,
                () -> store,
                List::of,
                () -> ArchiveState.NONE,
                List::of);
        var health = new HealthModel(vitals, System::nanoTime);
        return new HttpParts(
                new HttpParts.Stores(
                        journal,
                        reader,
                        new HttpParts.Rows(engine(), new InMemoryCatalog(), (name, columns) -> {
                            throw new IllegalStateException("Expected nobody to ask for rows");
                        }),
                        letters,
                        new InMemoryObjectStore()),
                new HttpParts.Views(new StatusModel(vitals, health), health, new Metrics(), new IngestCounters()),
                collectors,
                new KeyRing(null, null, keys, System::nanoTime),
                AnswerLimits.DEFAULT,
                new HttpParts.Clocks(clock, System::nanoTime),
                new HttpParts.Jobs(
                        new StubArchiveJobs(Instant.EPOCH),
                        new StubLakeJobs(Instant.EPOCH),
                        new StubBackfillJobs(Instant.EPOCH)));
    }

    private static QueryEngine engine() {
        var lake = new InMemoryLake(RowCursor.Manner.of(100));
        return new QueryEngine(new InMemorySnapshots(lake, RowCursor.Manner.of(100)), lake, QueryConfig.DEFAULT);
    }

    private static Buffer body(int feeds) {
        return Buffer.buffer(IntStream.range(0, feeds)
                .mapToObj(i -> "{\"symbol\":\"BTC/USD\",\"price\":" + (60_000 + i * 0.01) + ",\"volume\":1234.5678,"
                        + "\"timestamp\":\"2026-11-23T12:00:00.123456Z\",\"source\":\"bench\","
                        + "\"metadata\":{\"bid\":59999.5,\"ask\":60000.5}}")
                .collect(Collectors.joining(",", "{\"feeds\":[", "]}")));
    }

    /// Sends requests over all connections, each sending its next when it has its answer, and returns the seconds.
    private static double run(Vertx vertx, HttpClientAgent client, Buffer body, int requests)
            throws InterruptedException {
        var left = new AtomicInteger(requests);
        var answered = new CountDownLatch(requests);
        long startedAt = System.nanoTime();
        vertx.runOnContext(begin -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                sendNext(client, body, left, answered);
            }
        });
        if (!answered.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Expected all answers within 120 s, missed " + answered.getCount());
        }
        return (System.nanoTime() - startedAt) / 1e9;
    }

    private static void sendNext(HttpClientAgent client, Buffer body, AtomicInteger left, CountDownLatch answered) {
        if (left.getAndDecrement() <= 0) {
            return;
        }
        client.request(HttpMethod.POST, "/internal/ingest")
                .compose(request -> request.send(body))
                .compose(response -> response.end().map(response.statusCode()))
                .onSuccess(status -> {
                    if (status != 202) {
                        throw new IllegalStateException("Expected 202, was " + status);
                    }
                    answered.countDown();
                    sendNext(client, body, left, answered);
                })
                .onFailure(fault -> System.err.println("Expected an answer, was " + fault));
    }
}
